//! Where values stand.

use formwork::ir::lifted::{Manifest, Node};
use formwork::manifest::read::Read;

use crate::files;

/// What is written where a value of the first resource stands.
fn written<'r>(read: &'r Read, path: &str) -> &'r str {
    let resource = &read.manifests[0].resources[0];
    let mut node: &Node = &resource.properties;
    for step in path.split('/') {
        let known = node.known();
        node = match step.parse::<usize>() {
            Ok(position) => &known.items()[position],
            Err(_) => known.get(step).unwrap_or_else(|| panic!("no {path} in {known:?}")),
        };
    }
    read.files.text(node.span)
}

fn check(texts: &[(&str, &str)], places: &[(&str, &str)]) {
    let read = files(texts);
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    for (path, expected) in places {
        assert_eq!(written(&read, path), *expected, "{path}");
    }
}

#[test]
fn values_stand_where_their_literal_is_written() {
    let text = r#"
variable "image" {
  default = "nginx:latest"
}
locals {
  memory = 512
  extra  = { name = "side", image = "envoy" }
}
resource "aws_ecs_task_definition" "web" {
  family = "web"
  cpu    = 256 # units
  container_definitions = jsonencode([
    { name = "web", image = var.image, memory = local.memory, "essential" = true },
    merge(local.extra, { cpu = 1 + 1 }),
  ])
}
"#;
    check(
        &[("main.tf", text)],
        &[
            ("family", "\"web\""),
            ("cpu", "256"),
            ("container_definitions/0/name", "\"web\""),
            ("container_definitions/0/image", "\"nginx:latest\""),
            ("container_definitions/0/memory", "512"),
            ("container_definitions/0/essential", "true"),
            ("container_definitions/1/name", "\"side\""),
            ("container_definitions/1/cpu", "1 + 1"),
        ],
    );
    let read = files(&[("main.tf", text)]);
    let resource = &read.manifests[0].resources[0];
    assert_eq!(read.files.text(resource.head), "resource \"aws_ecs_task_definition\" \"web\"");
    assert!(read.files.text(resource.span).ends_with("  ])\n}"));
    let key = resource.properties.field("cpu").unwrap().key_span;
    assert_eq!(read.files.text(key), "cpu");
}

#[test]
fn places_in_json_are_exact_behind_escapes() {
    let text = r#"{"resource": {"aws_test": {"x": {
        "plain": "é \u00e9 ${jsonencode([\"a\", upper(\"\ud83c\udf88b\"), 12])}",
        "document": "${jsonencode([\"a\", 12])}"
    }}}}"#;
    check(
        &[("main.tf.json", text)],
        &[
            ("document/0", r#"\"a\""#),
            ("document/1", "12"),
            ("plain", r#""é \u00e9 ${jsonencode([\"a\", upper(\"\ud83c\udf88b\"), 12])}""#),
        ],
    );
}

#[test]
fn values_in_documents_stand_where_their_characters_are() {
    let task = |containers: &str| {
        format!(
            "locals {{\n  tag = \"1.27\"\n  name = \"web\"\n}}\nresource \"aws_ecs_task_definition\" \"t\" {{\n  container_definitions = {containers}\n}}\n"
        )
    };
    let json = "[\n    {\"name\": \"${local.name}\", \"image\": \"nginx:${local.tag}\",\n      \"memory\": 512}\n  ]\n";
    let places = [
        ("container_definitions/0/name", "\"web\""),
        ("container_definitions/0/image", "\"nginx:${local.tag}\""),
        ("container_definitions/0/memory", "512"),
    ];
    check(&[("main.tf", &task(&format!("<<EOT\n{json}EOT\n")))], &places);
    check(&[("main.tf", &task(&format!("<<-EOT\n  {json}  EOT\n")))], &places);
    let template = json.replace("local.name", "n").replace("local.tag", "t");
    let filled = task("templatefile(\"c.tftpl\", { n = local.name, t = local.tag })");
    check(
        &[("main.tf", &filled), ("c.tftpl", &template)],
        &[places[0], ("container_definitions/0/image", "\"nginx:${t}\""), places[2]],
    );
    let plain = json.replace("${local.name}", "web");
    let plain = plain.replace("${local.tag}", "1");
    check(&[("main.tf", &task("file(\"c.tftpl\")")), ("c.tftpl", &plain)], &[places[0], places[2]]);
    check(&[("main.tf", &task("\"[{}, 12]\""))], &[("container_definitions/1", "12")]);
}

#[test]
fn values_of_other_files_stand_there() {
    let read = files(&[
        ("app/main.tf", "module \"web\" {\n  source = \"../web\"\n  size   = 3\n}\n"),
        (
            "web/main.tf",
            "variable \"size\" {}\nresource \"aws_test\" \"x\" {\n  size = var.size\n  text = fileexists(\"${path.module}/a.tftpl\") ? file(\"${path.module}/a.tftpl\") : null\n  filled = templatefile(\"${path.module}/b.tftpl\", { n = 1 })\n}\n",
        ),
        ("web/a.tftpl", "hello"),
        ("web/b.tftpl", "n is ${n}"),
    ]);
    assert_eq!(read.manifests.len(), 1);
    let resource = &read.manifests[0].resources[0];
    assert_eq!(resource.address, "module.web.aws_test.x");
    let place = |name| read.files.span(resource.property(name).unwrap().span);
    assert_eq!((place("size").file.as_str(), place("size").line), ("app/main.tf", 3));
    assert_eq!(place("text").file, "web/a.tftpl");
    assert_eq!(place("filled").file, "web/b.tftpl");
    let text = |name| resource.property(name).and_then(Node::text);
    assert_eq!((text("text"), text("filled")), (Some("hello"), Some("n is 1")));
}

#[test]
fn variable_files_say_where_a_value_comes_from() {
    let read = files(&[
        (
            "main.tf",
            "variable \"n\" { default = 1 }\nresource \"aws_test\" \"x\" {\n  n = var.n\n  m = var.n == 2 ? \"two\" : \"other\"\n}\n",
        ),
        ("terraform.tfvars", "n = 5\n"),
        ("z.auto.tfvars", "n = 2\n"),
    ]);
    let resource = &read.manifests[0].resources[0];
    let node = resource.property("n").unwrap();
    assert_eq!(
        (node.integer(), read.files.span(node.span).file.as_str()),
        (Some(2), "z.auto.tfvars")
    );
    assert_eq!(resource.property("m").and_then(Node::text), Some("two"), "a set value decides");
}

#[test]
fn environments_have_a_value_each() {
    let read = files(&[
        ("main.tf", "variable \"n\" {}\nresource \"aws_test\" \"x\" {\n  n = var.n\n}\n"),
        ("dev.tfvars", "n = 1\n"),
        ("environments/prod.tfvars.json", "{\"n\": 3}"),
    ]);
    let manifest: &Manifest = &read.manifests[0];
    let branches = manifest.resources[0].property("n").unwrap().branches();
    let numbers: Vec<_> =
        branches.iter().map(|it| (it.integer(), read.files.span(it.span).file)).collect();
    assert_eq!(
        numbers,
        [(Some(1), "dev.tfvars".to_owned()), (Some(3), "environments/prod.tfvars.json".to_owned())]
    );
    assert_eq!(manifest.frame.knobs.len(), 1);
}

#[test]
fn comments_are_found_outside_of_texts() {
    let text = "# one\na = \"# no ${x /* no */} // no\" // two\nb {\n  /* three\n */ c = <<EOT\n# no\nEOT\n  d = 1 #four\n}\n";
    let read = files(&[("main.tf", text)]);
    let said: Vec<_> = read.comments[0].1.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(said, ["one", "two", "three", "four"]);
    let at: Vec<_> = read.comments[0].1.iter().map(|it| read.files.text(it.span)).collect();
    assert_eq!(at, ["# one", "// two", "/* three\n */", "#four"]);
    let read = files(&[("main.tf.json", "{\"resource\": {\"a\": {\"b\": {\"//\": \" why \"}}}}")]);
    assert_eq!(read.comments[0].1[0].text, "why");
}
