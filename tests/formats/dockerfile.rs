//! Dockerfiles.

use formwork::manifest::dockerfile::parse;
use proptest::prelude::*;

use crate::{FILE, check, lines, made_of, slice};

/// Reads a file without mistakes.
fn reads(text: &str, expected: &str) {
    let (manifest, _, problems) = parse(FILE, text, "image");
    assert!(problems.is_empty(), "{text}\n{problems:?}");
    let found = lines(&manifest, text);
    let is_told = |line: &String| !line.contains("  last =") && !line.contains("  from_stage =");
    let found: Vec<_> = found.into_iter().filter(is_told).collect();
    check(text, &found, expected);
}

#[test]
fn stages_have_names_and_parents() {
    let text = "FROM --platform=$BUILDPLATFORM golang:1.23 AS build\n\nRUN go build\n\
                FROM build\nFROM scratch as Build\nFROM BUILD\n";
    let (manifest, _, _) = parse(FILE, text, "image");
    let expected = r#"
        build «FROM --platform=$BUILDPLATFORM golang:1.23 AS build»
        from = "golang:1.23" «golang:1.23»
        from_stage = false «FROM»
        name = "build" «build»
        platform = $BUILDPLATFORM «$BUILDPLATFORM»
        run.0 = "go build" «go build»
        last = false «FROM --platform=$BUILDPLATFORM golang:1.23 AS build»
        stage-1 «FROM build»
        from = "build" «build»
        from_stage = true «FROM»
        last = false «FROM build»
        parent = resource 0 «FROM build»
        Build «FROM scratch as Build»
        from = "scratch" «scratch»
        from_stage = false «FROM»
        name = "Build" «Build»
        last = false «FROM scratch as Build»
        stage-3 «FROM BUILD»
        from = "BUILD" «BUILD»
        from_stage = true «FROM»
        last = true «FROM BUILD»
        parent = resource 2 «FROM BUILD»
    "#;
    check(text, &lines(&manifest, text), expected);
    let stage = &manifest.resources[0];
    assert!(slice(text, stage.span).ends_with("RUN go build"));
    let child = &manifest.resources[1];
    assert_eq!(manifest.target(child.property("parent").unwrap()).unwrap().address, "build");
    assert_eq!(child.after, [formwork::ir::ResourceId::at(0)]);
}

#[test]
fn arguments_and_variables_are_put_in() {
    reads(
        "ARG VERSION=12\nARG BASE=debian:$VERSION\nFROM $BASE\nARG VERSION\nARG MODE\n\
         ENV A=1\nENV A=3 B=\"$A 2\" C=${VERSION}\nENV D $A and $MODE\nUSER ${UID:-1000}\n",
        r#"
        stage-0 «FROM $BASE»
        from = $BASE «$BASE» = "debian:12" «debian:$VERSION»
        arguments.VERSION = $VERSION «12» = "12" «12»
        arguments.MODE = $MODE «MODE»
        environment.A = "1" «1»
        environment.A = "3" «3»
        environment.B = "1 2" «"$A 2"»
        environment.C = $VERSION «${VERSION}» = "12" «12»
        environment.D+0 = "3 and " «$A and »
        environment.D+1 = $MODE «$MODE»
        user = $UID «${UID:-1000}» = "1000" «1000»
        "#,
    );
}

#[test]
fn variables_of_a_stage_are_those_of_its_children() {
    reads(
        "FROM debian:12 AS a\nENV PORT=80\nFROM a AS b\nEXPOSE $PORT 53/udp 8080/tcp 1-3\nFROM debian:12\nEXPOSE $PORT\n",
        r#"
        a «FROM debian:12 AS a»
        from = "debian:12" «debian:12»
        name = "a" «a»
        environment.PORT = "80" «80»
        b «FROM a AS b»
        from = "a" «a»
        name = "b" «b»
        expose.0 = 80 «$PORT»
        expose.1 = "53/udp" «53/udp»
        expose.2 = 8080 «8080/tcp»
        expose.3 = "1-3" «1-3»
        parent = resource 0 «FROM a AS b»
        stage-2 «FROM debian:12»
        from = "debian:12" «debian:12»
        expose.0 = $PORT «$PORT»
        "#,
    );
}

#[test]
fn commands_have_a_form() {
    reads(
        "FROM a:1\nCMD echo lost\nCMD [\"node\", \"a \\\"b\\\".js\"]\nENTRYPOINT exec run.sh\nSHELL [\"bash\", \"-c\"]\n\
         HEALTHCHECK --interval=1m30s --start-period=5s --retries=3 CMD curl -f http://localhost/\n",
        r#"
        stage-0 «FROM a:1»
        from = "a:1" «a:1»
        command.0 = "node" «"node"»
        command.1 = "a \"b\".js" «"a \"b\".js"»
        command_form = "exec" «["node", "a \"b\".js"]»
        entry_point = "exec run.sh" «exec run.sh»
        entry_point_form = "shell" «exec run.sh»
        shell.0 = "bash" «"bash"»
        shell.1 = "-c" «"-c"»
        health_check.interval = 90 «1m30s»
        health_check.start_period = 5 «5s»
        health_check.retries = 3 «3»
        health_check.command.0 = "CMD-SHELL" «CMD curl -f http://localhost/»
        health_check.command.1 = "curl -f http://localhost/" «curl -f http://localhost/»
        "#,
    );
    reads(
        "FROM a:1\nHEALTHCHECK none\nCMD ['not', 'json']\n",
        r#"
        stage-0 «FROM a:1»
        from = "a:1" «a:1»
        health_check.command.0 = "NONE" «none»
        command = "['not', 'json']" «['not', 'json']»
        command_form = "shell" «['not', 'json']»
        "#,
    );
}

#[test]
fn files_are_copied_from_somewhere_to_somewhere() {
    reads(
        "FROM a:1\nCOPY --from=build --chown=1:1 /a /b /to/\nADD [\"with space\", \"/x\"]\nVOLUME /data /logs\nVOLUME [\"/more\"]\nWORKDIR /srv\n",
        r#"
        stage-0 «FROM a:1»
        from = "a:1" «a:1»
        copy.0.instruction = "COPY" «COPY»
        copy.0.from = "build" «build»
        copy.0.chown = "1:1" «1:1»
        copy.0.sources.0 = "/a" «/a»
        copy.0.sources.1 = "/b" «/b»
        copy.0.destination = "/to/" «/to/»
        copy.1.instruction = "ADD" «ADD»
        copy.1.sources.0 = "with space" «"with space"»
        copy.1.destination = "/x" «"/x"»
        volume.0 = "/data" «/data»
        volume.1 = "/logs" «/logs»
        volume.2 = "/more" «"/more"»
        workdir = "/srv" «/srv»
        "#,
    );
}

#[test]
fn lines_are_continued() {
    reads(
        "FROM a:1\r\nRUN apt-get update \\\r\n  # why\r\n\r\n && apt-get install \\  \r\n  curl\r\n\
         ENV A=1 \\\r\n    B=2\r\nRUN echo \\\\\r\nUSER app\r\n",
        r#"
        stage-0 «FROM a:1»
        from = "a:1" «a:1»
        run.0 = "apt-get update  && apt-get install   curl" «apt-get update \⏎  # why⏎⏎ && apt-get install \  ⏎  curl»
        run.1 = "echo \\\\" «echo \\»
        environment.A = "1" «1»
        environment.B = "2" «2»
        user = "app" «app»
        "#,
    );
    reads(
        "# escape=`\nFROM a:1\nWORKDIR C:\\app\nRUN dir `\n  c:\\\n",
        r#"
        stage-0 «FROM a:1»
        from = "a:1" «a:1»
        workdir = "C:\\app" «C:\app»
        run.0 = "dir   c:\\" «dir `⏎  c:\»
        "#,
    );
    reads(
        "from a:1 \\",
        r#"stage-0 «from a:1»
        from = "a:1" «a:1»"#,
    );
}

#[test]
fn here_documents_are_read() {
    reads(
        "FROM a:1\nRUN <<EOF\nset -e\n# no comment\npip install x\nEOF\nRUN cat <<-'A' <<\"B\" > f\n\tone\n\tA\ntwo\nB\n\
         COPY <<EOF /etc/x\nUSER y\nEOF\nRUN echo $((1<<2))\nUSER z\n",
        r##"
        stage-0 «FROM a:1»
        from = "a:1" «a:1»
        run.0 = "set -e\n# no comment\npip install x\n" «<<EOF»
        run.1 = "cat <<-'A' <<\"B\" > f\none\n\ntwo\n" «cat <<-'A' <<"B" > f»
        run.2 = "echo $((1<<2))" «echo $((1<<2))»
        copy.0.instruction = "COPY" «COPY»
        copy.0.sources.0 = "<<EOF" «<<EOF»
        copy.0.destination = "/etc/x" «/etc/x»
        user = "z" «z»
        "##,
    );
}

#[test]
fn comments_are_set_aside() {
    let text = "# syntax=docker/dockerfile:1\n# formwork: allow x -- y\nFROM a:1\nRUN a \\\n  # inside\n  b # not\n";
    let (_, comments, _) = parse(FILE, text, "image");
    let found: Vec<_> = comments.iter().map(|it| (&*it.text, slice(text, it.span))).collect();
    let expected = [
        ("syntax=docker/dockerfile:1", "# syntax=docker/dockerfile:1"),
        ("formwork: allow x -- y", "# formwork: allow x -- y"),
        ("inside", "# inside"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn the_first_mistake_is_told() {
    let check = |text: &str, place: &str, message: &str, help: &str| {
        let (_, _, problems) = parse(FILE, text, "image");
        let [problem] = &*problems else { panic!("{text}: {problems:?}") };
        assert_eq!(problem.code.id, "FW0001");
        assert_eq!(
            (slice(text, problem.span), &*problem.message, &*problem.help),
            (place, message, help)
        );
    };
    check("", "", "the Dockerfile builds nothing", "start it with `FROM` and an image");
    check("FROM a\nRUM x\nFORM b\n", "RUM", "a Dockerfile has no instruction `RUM`", "write `RUN`");
    check(
        "FROM a\nRUN x &&\n  y\n",
        "y",
        "a Dockerfile has no instruction `Y`",
        "start the line with an instruction, such as `RUN`, or continue the line before it",
    );
    check(
        "RUN x\nFROM a\n",
        "RUN x",
        "`RUN` stands before the first `FROM`",
        "start the Dockerfile with `FROM`; only `ARG` may stand before it",
    );
    check(
        "FROM\n",
        "FROM",
        "`FROM` names no image to build on",
        "name one, as in `FROM debian:12`, or `scratch`",
    );
    check(
        "FROM a\nRUN <<EOF\nx\n",
        "RUN",
        "the here-document `EOF` does not end",
        "write `EOF` on a line of its own where it ends",
    );
}

#[test]
fn instructions_of_other_frontends_are_passed_by() {
    let text = "# syntax=example/frontend:1\nFROM a\nINCLUDE b\nUSER c\n";
    let (manifest, _, problems) = parse(FILE, text, "image");
    assert!(problems.is_empty());
    assert_eq!(slice(text, manifest.unread[0].span), "INCLUDE b");
    assert_eq!(manifest.resources[0].property("user").unwrap().text(), Some("c"));
}

#[test]
fn hostile_files_are_read_in_time() {
    let check = |text: &str| {
        let (manifest, _, _) = parse(FILE, text, "image");
        lines(&manifest, text);
    };
    let doubling: String = (1..100).map(|it| format!("ENV A{it}=$A{0}$A{0}\n", it - 1)).collect();
    check(&format!("FROM a\nENV A0=aaaaaaaaaa\n{doubling}"));
    let doubling = doubling.replace("ENV", "ARG");
    check(&format!("FROM a\nARG A0=aaaaaaaaaa\n{doubling}"));
    check(&format!("FROM a\nARG A0\n{doubling}"));
    check(
        &(0..5000)
            .map(|it| format!("FROM s{it} AS s{}\nENV A{it}=1\n", it + 1))
            .collect::<String>(),
    );
    check(&format!("FROM a\n{}", "RUN \\\n".repeat(50_000)));
    check(&format!("FROM a\nRUN {}", "<<A ".repeat(50_000)));
    check(&format!("FROM a\nCOPY {}", "--a".repeat(50_000)));
    check(&format!("FROM a\nCMD {}", "[\"".repeat(50_000)));
}

/// What Dockerfiles are made of.
const PIECES: &[&str] = &[
    "FROM ",
    "a AS b",
    "ARG ",
    "ENV ",
    "A=1",
    "$A",
    "${A:-",
    "}",
    "RUN ",
    "<<EOF",
    "EOF",
    "\n",
    "\r\n",
    "\\\n",
    "\\",
    "`",
    "# escape=`\n",
    "#",
    "[",
    "\"",
    "'",
    ",",
    "]",
    " ",
    "\t",
    "--from=",
    "COPY ",
    "HEALTHCHECK ",
    "CMD ",
    "NONE",
    "ONBUILD ",
    "EXPOSE ",
    "80/tcp",
    "ä",
    "\u{2028}",
    "=",
];

proptest! {
    #[test]
    fn anything_is_read(text in prop_oneof![made_of(PIECES), any::<String>()]) {
        let (manifest, comments, problems) = parse(FILE, &text, "image");
        lines(&manifest, &text);
        comments.iter().for_each(|it| assert!(slice(&text, it.span).starts_with('#')));
        problems.iter().for_each(|it| assert!(slice(&text, it.span).len() <= text.len()));
    }
}
