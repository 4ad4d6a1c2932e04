//! What the compiler refuses, with its exact words.
//!
//! Each file of `compile_fail` is a description with one mistake; those named for a rule break it,
//! the others write what cannot be written. `TRYBUILD=overwrite cargo test --test compile_fail`
//! writes the expected text anew; read what changed.

#[test]
fn descriptions_with_a_mistake_do_not_compile() {
    trybuild::TestCases::new().compile_fail("tests/compile_fail/*.rs");
}

#[test]
fn expected_texts_name_no_machine() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compile_fail");
    for entry in walkdir::WalkDir::new(folder) {
        let path = entry.unwrap().into_path();
        if path.extension().is_some_and(|it| it == "stderr") {
            #[expect(clippy::disallowed_methods, reason = "a test reads its fixtures")]
            let text = std::fs::read_to_string(&path).unwrap();
            for machine in ["/home/", "/root/", "/work/", "/rustc/", "C:\\"] {
                assert!(!text.contains(machine), "{} names {machine}", path.display());
            }
        }
    }
}
