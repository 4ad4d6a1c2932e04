//! Findings as workflow commands of GitHub Actions, which become annotations of a pull request.
//!
//! Facts: <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>

use std::fmt::Write as _;

use crate::exchange::Finding;
use crate::exchange::finding::Severity;

/// All findings, a command each.
pub fn render(findings: &[Finding]) -> String {
    findings.iter().fold(String::new(), |mut text, finding| {
        let _ = writeln!(text, "{}", command(finding));
        text
    })
}

fn command(finding: &Finding) -> String {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let mut properties = Vec::new();
    if let Some(file) = &finding.file {
        properties.push(format!("file={}", property(file)));
    }
    if let Some(span) = finding.span {
        properties.push(format!("line={}", span.start.line));
        properties.push(format!("endLine={}", span.end.line));
        // Columns of different lines are refused.
        if span.start.line == span.end.line {
            properties.push(format!("col={}", span.start.column));
            properties.push(format!("endColumn={}", span.end.column));
        }
    }
    properties.push(format!("title={}", property(&format!("{} {}", finding.rule, finding.name))));
    let message = format!("{}\nwhy: {}\nhelp: {}", finding.message, finding.why, finding.help);
    format!("::{level} {}::{}", properties.join(","), data(&message))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::tests::finding;

    #[test]
    fn what_would_end_a_command_is_escaped() {
        let mut it = finding(Severity::Warning, "a,b:c.yaml", (3, 5), (3, 9));
        it.message = "100 %\nof `x`".to_owned();
        assert_eq!(
            command(&it),
            "::warning file=a%2Cb%3Ac.yaml,line=3,endLine=3,col=5,endColumn=9,\
             title=FW0301 plaintext-secret-env::100 %25%0Aof `x`%0Awhy: %0Ahelp: "
        );
    }

    #[test]
    fn columns_stand_on_one_line() {
        let command = command(&finding(Severity::Info, "a.yaml", (3, 5), (4, 9)));
        assert!(command.starts_with("::notice file=a.yaml,line=3,endLine=4,title="), "{command}");
    }
}
