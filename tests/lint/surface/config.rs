//! `formwork.toml`.

use super::{FUNCTION, folder, run};

#[test]
fn settings_of_a_folder_above_hold() {
    let config = "\
[lint]
select = ['default', 'FW0202']
ignore = ['FW2220']
fail-on = 'error'

[lint.severity]
ended-lambda-runtime = 'error'

[lint.per-file-ignores]
'old/' = ['FW70']
";
    let files = [
        ("formwork.toml", config),
        ("infra/a.yaml", FUNCTION),
        ("infra/old/b.yaml", FUNCTION),
        ("infra/Dockerfile", "FROM alpine:3.20\n"),
    ];
    let folder = folder("config", &files);
    let inside = folder.join("infra");
    let run_inside = run(&inside, "--format concise");
    run_inside.finds(&["Dockerfile:1:6: FW0202", "a.yaml:6:16: FW7004"]);
    run_inside.ends(1, "1 error, 1 info");
    // The command line counts instead, or in addition.
    run(&inside, "--format concise --ignore FW7004").ends(0, "1 info");
    run(&inside, "--format concise --select FW7004").finds(&["a.yaml:6:16: FW7004"]);
    run(&inside, "--ignore FW7004 --fail-on info").ends(1, "1 info");
}

#[test]
fn a_baseline_of_the_settings_is_relative_to_them() {
    let config = "[lint]\nbaseline = 'known.json'\n";
    let folder = folder("config_baseline", &[("infra/a.yaml", FUNCTION)]);
    run(&folder, "--write-baseline known.json").ends(0, "no findings");
    std::fs::write(folder.join("formwork.toml"), config).unwrap();
    run(&folder.join("infra"), "").ends(0, "1 set aside");
}

#[test]
fn mistakes_are_told() {
    let check = |text, told| {
        let folder = folder("config_odd", &[("formwork.toml", text), ("a.yaml", FUNCTION)]);
        run(&folder, "").ends(2, told);
    };
    check("[lint]\nselct = []\n", "formwork.toml:2: unknown field `selct`");
    check("[lint]\nselct = []\n", "did you mean `select`?");
    check("[lint]\nselect = ['FW7oo4']\n", "formwork.toml` says so");
    check(
        "[lint.severity]\nFW9999 = 'info'\n",
        "no rule for manifests has the id or name `FW9999`",
    );
    check("[lint.per-file-ignores]\n'a' = ['FW9']\n", "has the id or name `FW9`");
    check("[lint]\nexclude = ['a{b']\n", "has a malformed pattern");
    check("[lint]\nbaseline = 'none.json'\n", "none.json");
    let folder = folder("config_none", &[("other.toml", "[lint]\nignore = ['all']\n")]);
    run(&folder, "--config none.toml").ends(2, "cannot read `none.toml`");
    run(&folder, "--config other.toml").ends(0, "no findings");
}

/// What the page about linting shows is understood.
#[test]
fn the_example_of_the_documentation_works() {
    let page = include_str!("../../../docs/linting.md");
    let (_, example) = page.split_once("```toml\n").unwrap();
    let (example, _) = example.split_once("```").unwrap();
    let template = page.split_once("```yaml\n").unwrap().1.split_once("```").unwrap().0;
    let files =
        [("formwork.toml", example), ("infra/a.yaml", template), ("examples/b.yaml", FUNCTION)];
    let folder = folder("config_documented", &files);
    run(&folder, "--write-baseline formwork-baseline.json").ends(0, "set aside by suppressions");
    run(&folder, "").ends(0, "no findings");
}
