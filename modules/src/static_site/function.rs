//! The function that finds the index document of a folder: CloudFront knows one for the root alone.
//!
//! Facts: <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html>

use formwork::ir::{Resource, ResourceId, cloudfront};
use formwork::lower::Builder;
use serde_json::json;

use super::distribution::INDEX_DOCUMENT;

/// Its source, with `{{index_document}}` to fill in.
const TEMPLATE: &str = include_str!("templates/index_document.js.hbs");

/// Adds the function.
pub(super) fn lower(site: &mut Builder<'_, '_>, name: &str) -> ResourceId {
    let function_name = site.name(&format!("{name}-index-document"));
    site.add(
        Resource::new(format!("{name}/index-document"), &cloudfront::FUNCTION)
            .set("name", function_name)
            .set("comment", "Finds the index document of a folder")
            .set("runtime", "cloudfront-js-2.0")
            .set("publish", true)
            .set("code", source()),
    )
}

/// The function's source.
fn source() -> String {
    let mut templates = handlebars::Handlebars::new();
    templates.set_strict_mode(true);
    templates.register_escape_fn(handlebars::no_escape);
    templates
        .render_template(TEMPLATE, &json!({ "index_document": INDEX_DOCUMENT }))
        .expect("the template is ours and names only `index_document`")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_template_is_filled_in() {
        let source = super::source();
        assert!(source.contains("\"index.html\"") && !source.contains("{{"), "{source}");
    }
}
