//! `release record`.

use super::desk::{BUSIER, CHANGED, DEMO, Desk, LARGER, OTHER, image, images};

/// The files of an environment that `record` and `synth --image` write alike.
fn of_environment(desk: &Desk, folder: &str, environment: &str) -> Vec<(String, Vec<u8>)> {
    let files = desk.files(folder).into_iter();
    let files = files.map(|(path, bytes)| (path.to_str().unwrap().to_owned(), bytes));
    let own: Vec<_> = files.filter(|(path, _)| path.contains(environment)).collect();
    assert!(own.len() > 6, "{own:?}");
    own
}

#[test]
fn files_are_completed_as_synth_would_write_them() {
    for form in ["configuration", "cli"] {
        let desk = Desk::new(&format!("bytes-{form}"), &DEMO);
        let form = format!("--parameters-format {form}");
        desk.synth(&DEMO, "infra", &form);
        let before = of_environment(&desk, "infra", "staging");
        desk.record('1', "--release r7").clean("4 files of `dev` completed in infra");
        desk.synth(&DEMO, "whole", &format!("{form} --release r7 {}", images('1')));
        assert_eq!(of_environment(&desk, "infra", "dev"), of_environment(&desk, "whole", "dev"));
        assert_eq!(of_environment(&desk, "infra", "staging"), before, "another environment");
        // Another release takes the place of the first.
        desk.record('2', "--release r8").clean("");
        desk.synth(&DEMO, "whole", &format!("{form} --release r8 {}", images('2')));
        assert_eq!(of_environment(&desk, "infra", "dev"), of_environment(&desk, "whole", "dev"));
    }
}

#[test]
fn one_back_end_is_enough() {
    let desk = Desk::new("one", &DEMO);
    std::fs::remove_dir_all(desk.path("infra/terraform")).unwrap();
    desk.record('1', "").clean("`r1` in `dev`");
    let parameters = &desk.entries()[0].parameters;
    assert!(parameters.iter().all(|it| it.cloudformation.is_some() && it.terraform.is_none()));
}

#[test]
fn images_are_given_for_each_service_and_no_other() {
    let desk = Desk::new("images", &DEMO);
    let before = desk.files("infra");
    let check = |images: &str, told: &str| {
        let run = desk.run(&format!("release record --out infra --commit abcdef0 {images}"));
        run.refused(told);
    };
    let (web, mailer) = (image("web", '1'), image("mailer", '1'));
    check("", "no image is given for `web` and `mailer`");
    check(&format!("--image web={web}"), "no image is given for `mailer`");
    check("--keep", "no image is given for `web` and `mailer`");
    check(&format!("{} --image mialer={mailer}", images('1')), "did you mean `mailer`?");
    check(&format!("--image web={web} --image mailer={web}"), "is no image of `mailer`");
    check(&format!("{} --image web={}", images('1'), image("web", '2')), "given two images");
    check("--image web=acme/web:latest", "not pinned by digest");
    check("--image web", "names no service");
    assert_eq!(desk.files("infra"), before, "nothing is half done");
    assert_eq!(desk.ledger(), b"");
}

#[test]
fn images_are_kept_on_demand_and_taken_from_synth() {
    let desk = Desk::new("keep", &DEMO);
    desk.record('1', "").clean("");
    let web = image("web", '2');
    desk.run(&format!("release record --keep --out infra --commit abcdef1 --image web={web}"))
        .clean("`r2` in `dev`: recorded");
    let expected = [("mailer", image("mailer", '1')), ("web", web)];
    assert_eq!(desk.entries()[1].images, expected.map(|(name, it)| (name.to_owned(), it)).into());
    desk.synth(&DEMO, "infra", &images('3'));
    desk.run("release record --out infra --commit abcdef2").clean("`r3` in `dev`: recorded");
    assert_eq!(desk.entries()[2].images["web"], image("web", '3'));
}

#[test]
fn the_same_again_adds_nothing() {
    let desk = Desk::new("again", &DEMO);
    desk.record('1', "").clean("recorded");
    let (ledger, files) = (desk.ledger(), desk.files("infra"));
    desk.record('1', "").clean("`r1` in `dev`: nothing added");
    desk.record('1', "--release r1").clean("`r1` in `dev`: nothing added");
    assert_eq!((desk.ledger(), desk.files("infra")), (ledger.clone(), files.clone()));
    // Whoever was stopped between the entry and the files gets the files.
    desk.synth(&DEMO, "infra", "");
    assert_ne!(desk.files("infra"), files);
    desk.record('1', "").clean("4 files of `dev` completed");
    assert_eq!((desk.ledger(), desk.files("infra")), (ledger, files));
}

#[test]
fn an_identifier_stands_for_one_release() {
    let desk = Desk::new("identifier", &DEMO);
    desk.record('1', "--release r1").clean("");
    desk.record('2', "--release r1").refused("the image of `mailer` differs from entry 1");
    let commit =
        format!("release record --out infra --release r1 --commit abcdef1 {}", images('1'));
    desk.run(&commit).refused("the commit differs from entry 1");
    desk.synth(&CHANGED, "infra", "");
    desk.record('1', "--release r1").refused("the templates of stack `web` differ from entry 1");
    desk.synth(&BUSIER, "infra", "");
    desk.record('1', "--release r1").refused("other parameters of stack `web` in `dev`");
    // Without an identifier it is a release of its own, as every change is.
    desk.record('1', "").clean("`r2` in `dev`: recorded");
    desk.synth(&DEMO, "infra", "");
    desk.record('1', "--release r1").refused("`dev` runs `r2` since");
    assert_eq!(desk.entries().len(), 2);
}

#[test]
fn parameters_of_later_environments_are_no_new_release() {
    let desk = Desk::new("later", &DEMO);
    desk.record('1', "").clean("");
    desk.run("release promote --from dev --to staging --out infra").clean("");
    desk.run("release promote --from staging --to prod --out infra").clean("entry 3");
    desk.synth(&LARGER, "infra", "");
    desk.record('1', "").clean("nothing added");
    desk.run("release promote --from dev --to staging --out infra").clean("nothing added");
    desk.run("release promote --from staging --to prod --out infra").clean("promoted");
    let entries = desk.entries();
    assert_eq!((&*entries[3].release, entries[3].parent), ("r1", Some(3)));
    assert_ne!(entries[3].parameters, entries[2].parameters);
    desk.run("release verify").clean("4 entries");
}

#[test]
fn a_folder_is_judged_before_anything_is_written() {
    let desk = Desk::new("folder", &DEMO);
    let check = |out: &str, told: &str| {
        let run = format!("release record --out {out} --commit abcdef0 {}", images('1'));
        desk.run(&run).refused(told);
    };
    check("nowhere", "`nowhere` is no folder that `synth` wrote");
    let template = "infra/cloudformation/web.template.json";
    let text = std::fs::read_to_string(desk.path(template)).unwrap();
    desk.write(template, &text.replace("/healthz", "/health"));
    check("infra", "`cloudformation/web.template.json` was changed since it was written");
    desk.synth(&DEMO, "infra", "");
    let release = std::fs::read_to_string(desk.path("infra/release.json")).unwrap();
    desk.synth(&CHANGED, "infra", "");
    desk.write("infra/release.json", &release);
    check("infra", "not from the same run");
    desk.synth(&DEMO, "infra", "");
    desk.write("infra/terraform/web/dev.tfvars.json", "[]");
    check("infra", "`terraform/web/dev.tfvars.json` is no parameter file");
    desk.write("infra/release.json", "{}");
    check("infra", "is no folder that `synth` wrote");
    assert!(desk.run("release list").out().contains("the ledger is empty"));
}

#[test]
fn a_ledger_is_of_one_app_and_in_the_order_of_time() {
    let desk = Desk::new("order", &DEMO);
    desk.record('1', "--at 2026-11-02T09:00:00Z").clean("");
    desk.record('2', "--at 2026-11-01T09:00:00Z").refused("is before the last entry");
    desk.record('2', "--at 2026-11-31T09:00:00Z").refused("write a time in UTC");
    desk.record('2', "--at 2099-01-01T00:00:00Z").clean("");
    // A clock that is behind does not make time go backwards.
    desk.record('3', "").clean("2099-01-01T00:00:00Z");
    desk.synth(&OTHER, "other", "");
    let images = images('1').replace("/demo/", "/other/");
    desk.run(&format!("release record --out other --commit abcdef0 {images}"))
        .refused("the ledger is of the app `demo`, the folder of `other`");
}

#[test]
fn the_commit_is_asked_of_git() {
    let desk = Desk::new("commit", &DEMO);
    let record = format!("release record --out infra {}", images('1'));
    let mut command = desk.command("", &record);
    let outside = command.env("GIT_DIR", desk.path("none")).output().unwrap();
    super::desk::Run::from(outside).refused("say it: `--commit SHA`");
    desk.run(&format!("{record} --commit main")).refused("7 to 64 hexadecimal digits");
    let git = |arguments: &str| {
        let mut git = std::process::Command::new("git");
        git.current_dir(desk.path("")).args(arguments.split_whitespace());
        let output = git.output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    git("init -q");
    git("-c user.name=me -c user.email=me@demo.example commit -q --allow-empty -m first");
    desk.run(&record).clean("");
    assert_eq!(desk.entries()[0].commit, git("rev-parse HEAD").trim());
}
