//! `docs/cli.md`, made from the command line itself.

use std::fmt::Write as _;
use std::path::Path;

use super::arguments;

/// Every help page, in the order of the commands.
fn reference() -> String {
    let mut command = arguments::command().term_width(100);
    command.build();
    let mut text = String::from(
        "# Command line\n\nMade from the help pages; `FORMWORK_UPDATE=1 cargo test reference` writes it anew.\n",
    );
    page(&mut text, &mut command);
    for sub in command.get_subcommands_mut().filter(|it| !it.is_hide_set()) {
        page(&mut text, sub);
        for sub in sub.get_subcommands_mut() {
            page(&mut text, sub);
        }
    }
    text
}

fn page(text: &mut String, command: &mut clap::Command) {
    let name = command.get_bin_name().unwrap_or(command.get_name()).to_owned();
    let help = command.render_long_help().to_string();
    let help: Vec<_> = help.trim_end().lines().map(str::trim_end).collect();
    let _ = write!(text, "\n## {name}\n\n```text\n{}\n```\n", help.join("\n"));
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a generated document is compared with its file")]
fn the_reference_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/cli.md");
    let reference = reference();
    if std::env::var_os("FORMWORK_UPDATE").is_some() {
        std::fs::write(&path, &reference).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == reference, "docs/cli.md is stale: run `FORMWORK_UPDATE=1 cargo test`");
}

#[test]
fn the_command_line_is_sound() {
    arguments::command().debug_assert();
}
