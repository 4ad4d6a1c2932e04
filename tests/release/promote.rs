//! `release promote`.

use super::desk::{CHANGED, DEMO, Desk, LARGER, images};

#[test]
fn environments_follow_each_other() {
    let desk = Desk::new("follow", &DEMO);
    desk.record('1', "").clean("");
    let check = |from: &str, to: &str, told: &str| {
        let run = format!("release promote --from {from} --to {to} --out infra");
        desk.run(&run).refused(told);
    };
    check("dev", "prod", "`--from dev --to staging`");
    check("staging", "dev", "`dev` does not follow `staging`");
    check("prod", "prod", "`prod` is the last of");
    check("staging", "prod", "`staging` has no release");
    check("dev", "stagin", "did you mean `staging`?");
    assert_eq!(desk.entries().len(), 1);
}

/// What would give production an image of its own has no spelling.
#[test]
fn a_new_image_for_production_alone_cannot_be_said() {
    let desk = Desk::new("alone", &DEMO);
    desk.record('1', "--env prod").refused("unexpected argument '--env'");
    let promote = "release promote --from staging --to prod --out infra";
    desk.run(&format!("{promote} {}", images('2'))).refused("unexpected argument '--image'");
    // Nor has a description without the other environments.
    desk.record('1', "").clean("");
    let text = std::fs::read_to_string(desk.path("infra/parity.json")).unwrap();
    let mut document: serde_json::Value = serde_json::from_str(&text).unwrap();
    document["environments"] = serde_json::json!(["prod"]);
    desk.write("infra/parity.json", &document.to_string());
    desk.record('2', "")
        .refused("`prod` is the first environment now, and was the last one before");
}

#[test]
fn the_build_is_kept_and_parameters_are_those_of_the_environment() {
    let desk = Desk::new("kept", &DEMO);
    desk.record('1', "").clean("");
    desk.run("release promote --from dev --to staging --out infra").clean("");
    let [first, second] = desk.entries().try_into().unwrap();
    assert_eq!((&first.images, &first.templates), (&second.images, &second.templates));
    assert_eq!((&first.commit, second.source), (&second.commit, Some(1)));
    assert_ne!(first.parameters, second.parameters);
    let file = std::fs::read_to_string(desk.path("infra/terraform/web/staging.tfvars.json"));
    let file = file.unwrap();
    assert!(file.contains("\"release_id\": \"r1\"") && file.contains("222222222222"), "{file}");
}

#[test]
fn other_templates_are_another_release() {
    let desk = Desk::new("other-templates", &DEMO);
    desk.record('1', "").clean("");
    desk.synth(&CHANGED, "infra", "");
    let (ledger, files) = (desk.ledger(), desk.files("infra"));
    let run = desk.run("release promote --from dev --to staging --out infra");
    run.refused("`infra` does not hold `r1`: the templates of `web` differ");
    assert!(run.said().contains("abcdef0"), "{}", run.said());
    assert_eq!((desk.ledger(), desk.files("infra")), (ledger, files));
    // Other parameters are not: they are the environment's.
    desk.synth(&LARGER, "infra", "");
    desk.run("release promote --from dev --to staging --out infra").clean("promoted");
}

#[test]
fn a_release_that_was_left_behind_is_promoted_by_name() {
    let desk = Desk::new("by-name", &DEMO);
    desk.record('1', "").clean("");
    desk.record('2', "").clean("");
    let promote = "release promote --from dev --to staging --out infra";
    desk.run(&format!("{promote} --release r1")).clean("`r1` in `staging`: promoted");
    desk.run(&format!("{promote} --release r3")).refused("the ledger has no release `r3`");
    desk.run("release promote --from staging --to prod --release r2 --out infra")
        .refused("`r2` never ran in `staging`");
    desk.run(promote).clean("`r2` in `staging`: promoted");
    desk.run(&format!("{promote} --release r1")).refused("rollback --to r1 --env staging");
}

#[test]
fn what_was_rolled_back_from_goes_no_further() {
    let desk = Desk::new("no-further", &DEMO);
    desk.record('1', "").clean("");
    desk.record('2', "").clean("");
    desk.run("release rollback --to r1 --env dev --out infra --no-synth").clean("");
    desk.run("release promote --from dev --to staging --release r2 --out infra")
        .refused("`r2` was rolled back from in `dev`");
    desk.run("release promote --from dev --to staging --out infra").clean("`r1` in `staging`");
    desk.record('3', "").clean("`r3` in `dev`: recorded");
    desk.run("release promote --from dev --to staging --out infra").clean("`r3` in `staging`");
    desk.run("release verify").clean("6 entries");
}
