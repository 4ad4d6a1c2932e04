//! Findings as a `JUnit` report, which GitLab and Jenkins show: a suite for each file, a failed test
//! for each finding.
//!
//! Facts: <https://github.com/testmoapp/junitxml>

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::exchange::Finding;

use super::concise::word;

/// All findings; a test that passes, if there are none, since some readers refuse an empty report.
pub fn render(findings: &[Finding]) -> String {
    let mut files: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        files.entry(finding.file.as_deref().unwrap_or("formwork")).or_default().push(finding);
    }
    let (tests, failures) = (findings.len().max(1), findings.len());
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuites name=\"formwork lint\" tests=\"{tests}\" failures=\"{failures}\">\n"
    );
    for (file, findings) in &files {
        let (file, count) = (escaped(file), findings.len());
        let _ = writeln!(
            text,
            "  <testsuite name=\"{file}\" tests=\"{count}\" failures=\"{count}\" errors=\"0\">"
        );
        findings.iter().for_each(|finding| case(&mut text, &file, finding));
        text += "  </testsuite>\n";
    }
    if files.is_empty() {
        text += "  <testsuite name=\"formwork\" tests=\"1\" failures=\"0\" errors=\"0\">\n    \
                 <testcase classname=\"formwork\" name=\"lint\"/>\n  </testsuite>\n";
    }
    text + "</testsuites>\n"
}

fn case(text: &mut String, file: &str, finding: &Finding) {
    let name = escaped(&format!("{} {}: {}", finding.rule, finding.name, finding.path));
    let (kind, message) = (word(finding.severity), escaped(&finding.message));
    let line = finding.span.map(|span| format!(" line=\"{}\"", span.start.line));
    let place = match (&finding.file, finding.span) {
        (Some(file), Some(span)) => {
            format!("{file}:{}:{}", span.start.line, span.start.column)
        }
        _ => finding.path.clone(),
    };
    let body = format!("{place}\nwhy: {}\nhelp: {}", finding.why, finding.help);
    let _ = writeln!(
        text,
        "    <testcase classname=\"{file}\" name=\"{name}\" file=\"{file}\"{}>\n      \
         <failure type=\"{kind}\" message=\"{message}\">{}</failure>\n    </testcase>",
        line.unwrap_or_default(),
        escaped(&body),
    );
}

/// Text for an element or an attribute. Characters that XML cannot have become a replacement.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\n' => escaped += "&#10;",
            '\t' => escaped.push(' '),
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::finding::Severity;
    use crate::report::tests::finding;

    #[test]
    fn a_suite_for_each_file() {
        let mut odd = finding(Severity::Error, "b.yaml", (3, 5), (3, 9));
        odd.message = "\"a\" < `b`\n& \x07".to_owned();
        let text = render(&[odd, finding(Severity::Info, "a.yaml", (1, 1), (1, 2))]);
        assert!(
            text.contains("tests=\"2\" failures=\"2\">\n  <testsuite name=\"a.yaml\" tests=\"1\"")
        );
        assert!(text.contains("message=\"&quot;a&quot; &lt; `b`&#10;&amp; \u{fffd}\""), "{text}");
        assert!(text.contains("file=\"b.yaml\" line=\"3\""), "{text}");
    }

    #[test]
    fn no_findings_are_a_test_that_passes() {
        let text = render(&[]);
        assert!(text.contains("tests=\"1\" failures=\"0\""), "{text}");
        assert!(text.contains("<testcase classname=\"formwork\" name=\"lint\"/>"), "{text}");
    }
}
