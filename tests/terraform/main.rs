//! The Terraform front end: what expressions, blocks and modules say, and where.

mod hostile;
mod lift;
mod modules;
mod places;
mod plan;
mod random;
mod validate;
mod values;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use formwork::ir::lifted::{Data, Manifest, Node, declaration};
use formwork::manifest::read::{Asked, Entry, Read, read};

/// Reads files, by path and text.
pub(crate) fn files(files: &[(&str, &str)]) -> Read {
    let texts: BTreeMap<&str, &str> = files.iter().copied().collect();
    let entry = |(name, _): &(&str, &str)| Entry {
        name: (*name).to_owned(),
        path: name.into(),
        asked: Asked::ByFolder,
    };
    let listed = |(name, _): &&(&str, &str)| Path::new(name).extension() != Some("tftpl".as_ref());
    let entries: Vec<_> = files.iter().filter(listed).map(entry).collect();
    let load = |path: &Path| {
        let text = path.to_str().and_then(|path| texts.get(path));
        text.map(|text| text.as_bytes().to_vec()).ok_or_else(|| io::ErrorKind::NotFound.into())
    };
    read(&entries, &load, &|| {})
}

/// Reads one file.
pub(crate) fn file(name: &str, text: &str) -> Manifest {
    let mut read = files(&[(name, text)]);
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    read.manifests.swap_remove(0)
}

/// A value on one line.
pub(crate) fn show(node: &Node) -> String {
    let each = |nodes: &[Node], between| nodes.iter().map(show).collect::<Vec<_>>().join(between);
    match &node.data {
        Data::Absent => "null".to_owned(),
        Data::Bool(value) => value.to_string(),
        Data::Integer(number) => number.to_string(),
        Data::Decimal(number) => number.to_string(),
        Data::Text(text) => format!("{text:?}"),
        Data::List(items) => format!("[{}]", each(items, ", ")),
        Data::Object(fields) => {
            let field = |field: &formwork::ir::lifted::Field| {
                format!("{}: {}", field.key, show(&field.value))
            };
            format!("{{{}}}", fields.iter().map(field).collect::<Vec<_>>().join(", "))
        }
        Data::Reference(id, attribute) => format!("#{}.{attribute}", id.0),
        Data::Input(input) => {
            let secret = if input.secret { "!" } else { "" };
            let default = input.default.as_ref().map(|it| format!(" = {}", show(it)));
            format!("var({}{secret}{})", input.name, default.unwrap_or_default())
        }
        Data::Concat(parts) => format!("({})", each(parts, " + ")),
        Data::Pseudo(pseudo) => format!("{pseudo:?}"),
        Data::Import(import) => format!("import({})", import.0),
        Data::Element(list, index) => format!("{}[{index}]", show(list)),
        Data::Zone(zone) => format!("zone({zone})"),
        Data::OneOf(branches) => format!("<{}>", each(branches, " | ")),
        Data::Unknown(_) => "?".to_owned(),
    }
}

/// Resources and declarations, a line each.
pub(crate) fn print(manifest: &Manifest) -> Vec<String> {
    let line =
        |it: &formwork::ir::lifted::Resource| format!("{} {}", it.address, show(&it.properties));
    manifest.resources.iter().map(line).collect()
}

/// Resources alone, a line each.
pub(crate) fn resources(manifest: &Manifest) -> Vec<String> {
    let is_declared =
        |it: &formwork::ir::lifted::Resource| it.kind.is_some_and(declaration::is_declaration);
    let all = print(manifest).into_iter().zip(&manifest.resources);
    all.filter(|(_, it)| !is_declared(it)).map(|(line, _)| line).collect()
}
