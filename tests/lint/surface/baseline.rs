//! Baselines: what was there does not count, whatever happens around it.

use std::fs;

use super::{FUNCTION, folder, read, run};

#[test]
fn what_was_there_does_not_count() {
    let two = format!(
        "{FUNCTION}  Post:\n    Type: AWS::Lambda::Function\n    Properties:\n      Runtime: python3.6\n      \
         Code: {{ZipFile: pass}}\n      Role: !ImportValue mail-role\n"
    );
    let folder = folder("baseline", &[("infra/a.yaml", &two)]);
    run(&folder, "--write-baseline known.json").ends(0, "no findings");
    let known = read(&folder, "known.json");
    assert_eq!(known.matches("\"rule\":\"FW7004\"").count(), 2, "{known}");
    let lint = |arguments: &str| {
        run(&folder, &format!("--format concise --baseline known.json {arguments}"))
    };
    lint("").ends(0, "2 set aside by suppressions or the baseline");

    // Lines move, a neighbour is renamed, another comes: nothing that was known is new.
    let write = |text: &str| fs::write(folder.join("infra/a.yaml"), text).unwrap();
    let moved = format!("# A comment.\n{}", two.replace("  Mail:", "\n  Mail:"));
    write(&moved.replace("Handler: mail.main", "Handler: other.main\n      MemorySize: 128"));
    lint("").finds(&[]);
    // Another folder to start in changes nothing either.
    let inside = folder.join("infra");
    run(&inside, "--format concise --baseline ../known.json").finds(&[]);

    // Another value is another finding, and the one that was known is gone.
    write(&two.replacen("python3.6", "python3.7", 1));
    let changed = lint("");
    changed.finds(&["infra/a.yaml:6:16: FW7004", "known.json:4:1: FW0006"]);
    changed.ends(1, "2 warnings");
    // What was not looked at is not gone.
    lint("--select FW2220").finds(&[]);
    let elsewhere = super::folder("baseline_elsewhere", &[]);
    fs::copy(folder.join("known.json"), elsewhere.join("known.json")).unwrap();
    fs::create_dir(elsewhere.join("web")).unwrap();
    run(&elsewhere, "--format concise --baseline known.json web").finds(&[]);
    run(&elsewhere, "--format concise --baseline known.json")
        .finds(&["known.json:4:1: FW0006", "known.json:5:1: FW0006"]);

    run(&folder, "--baseline known.json --write-baseline known.json").ends(0, "no findings");
    lint("").finds(&[]);
}

#[test]
fn a_second_finding_at_one_place_counts() {
    // One name, two elements: their paths are the same.
    let container = "        - {Name: web, Image: 'nginx:latest'}\n";
    let task = |containers: &str| {
        format!(
            "Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      \
             ContainerDefinitions:\n{containers}"
        )
    };
    let folder = folder("baseline_count", &[("a.yaml", &task(container))]);
    run(&folder, "--select FW0201 --write-baseline known.json").ends(0, "no findings");
    fs::write(folder.join("a.yaml"), task(&container.repeat(2))).unwrap();
    run(&folder, "--format concise --select FW0201 --baseline known.json")
        .finds(&["a.yaml:7:30: FW0201"]);
}

#[test]
fn what_is_no_baseline_is_refused() {
    let files = [
        ("a.yaml", FUNCTION),
        ("odd.json", "{}"),
        ("new.json", "{\"format\": \"2.0\", \"findings\": []}"),
    ];
    let folder = folder("baseline_odd", &files);
    run(&folder, "--baseline none.json").ends(2, "cannot read `none.json`");
    run(&folder, "--baseline odd.json").ends(2, "`odd.json` is no baseline");
    run(&folder, "--baseline new.json").ends(2, "its format is `2.0`");
}
