//! Releases of one service: each goes its own way, with its own stacks.

use super::desk::{CHANGED, DEMO, Desk, image};

fn record(desk: &Desk, service: &str, digit: char) {
    let image = image(service, digit);
    let arguments = format!("--service {service} --image {service}={image} --commit abcdef0");
    desk.run(&format!("release record --out infra {arguments}"))
        .clean(&format!("of `{service}` in `dev`: recorded"));
}

fn promote(desk: &Desk, service: &str, from: &str, to: &str) {
    let promote = format!("release promote --from {from} --to {to} --out infra");
    desk.run(&format!("{promote} --service {service}")).clean("promoted");
}

#[test]
fn services_go_their_own_way() {
    let desk = Desk::new("own-way", &DEMO);
    record(&desk, "mailer", '1');
    record(&desk, "web", '2');
    promote(&desk, "web", "dev", "staging");
    // What changes in one service is nothing to the other.
    desk.synth(&CHANGED, "infra", "");
    record(&desk, "web", '3');
    promote(&desk, "mailer", "dev", "staging");
    let rows: Vec<_> = desk.json("release list")["running"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| ["service", "environment", "release"].map(|key| it[key].to_string()))
        .collect();
    let expected = [
        ["\"mailer\"", "\"dev\"", "\"r1\""],
        ["\"mailer\"", "\"staging\"", "\"r1\""],
        ["\"mailer\"", "\"prod\"", "null"],
        ["\"web\"", "\"dev\"", "\"r2\""],
        ["\"web\"", "\"staging\"", "\"r1\""],
        ["\"web\"", "\"prod\"", "null"],
    ];
    assert_eq!(rows, expected.map(|row| row.map(str::to_owned)));
    let list = desk.run("release list").out();
    assert!(list.contains("staging      web r1     20"), "{list}");
    desk.run("release list --gap --max-releases 0").found("`web` in `staging` is 1 release behind");
    let page = desk.run("release show r1").out();
    assert!(page.contains("`r1` of `mailer` of `demo`"), "{page}");
    assert!(page.contains("`r1` of `web` of `demo`"), "{page}");
    desk.run("release verify").clean("5 entries");
}

#[test]
fn an_entry_has_the_stacks_of_its_service_alone() {
    let desk = Desk::new("own-stacks", &DEMO);
    record(&desk, "web", '1');
    let entry = desk.entries().remove(0);
    let stacks: Vec<_> = entry.templates.iter().map(|it| &*it.name).collect();
    assert_eq!(stacks, ["web-base", "web"]);
    let images: Vec<_> = entry.images.keys().collect();
    assert_eq!(images, ["web"]);
    // The files of another service are not touched.
    let file = |service: &str| {
        let path = format!("infra/terraform/{service}/dev.tfvars.json");
        std::fs::read_to_string(desk.path(&path)).unwrap()
    };
    assert!(file("web").contains("web_image") && !file("mailer").contains("image"));
}

#[test]
fn a_rollback_is_of_the_service() {
    let desk = Desk::new("own-rollback", &DEMO);
    record(&desk, "web", '1');
    desk.synth(&CHANGED, "infra", "");
    record(&desk, "mailer", '1');
    record(&desk, "web", '2');
    let rollback = "release rollback --to r1 --env dev --no-synth";
    let run = desk.run(&format!("{rollback} --out infra --service web"));
    run.refused("the templates of `web` differ from entry 1");
    assert!(run.said().contains("--env dev --service web --out infra"), "{}", run.said());
    desk.synth(&DEMO, "old", "");
    desk.run(&format!("{rollback} --out old --service web")).clean("`r1` of `web` in `dev`");
    desk.run(&format!("{rollback} --out old --service mailer")).clean("nothing added");
    assert_eq!((desk.entries()[3].parent, desk.entries()[3].source), (Some(3), Some(1)));
}

#[test]
fn a_ledger_is_of_services_or_of_the_app() {
    let apart = Desk::new("apart", &DEMO);
    record(&apart, "web", '1');
    apart.record('1', "").refused("this ledger has releases of single services");
    apart
        .run("release promote --from dev --to staging --out infra")
        .refused("say which one with `--service`");
    let whole = Desk::new("whole", &DEMO);
    whole.record('1', "").clean("");
    let web = image("web", '2');
    let run =
        format!("release record --out infra --commit abcdef0 --service web --image web={web}");
    whole.run(&run).refused("releases of the whole app, and none of `web` alone");
}

#[test]
fn what_is_not_of_the_service_is_refused() {
    let desk = Desk::new("not-of-it", &DEMO);
    let check = |arguments: &str, told: &str| {
        let run = format!("release record --out infra --commit abcdef0 {arguments}");
        desk.run(&run).refused(told);
    };
    let (web, mailer) = (image("web", '1'), image("mailer", '1'));
    check(&format!("--service wbe --image web={web}"), "did you mean `web`?");
    check("--service web", "no image is given for `web`");
    check(
        &format!("--service web --image mailer={mailer}"),
        "`--service web` takes no other image",
    );
}
