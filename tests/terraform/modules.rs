//! Modules: what is called is part of who calls it.

use formwork::ir::lifted::Manifest;

use crate::{files, print, resources};

fn lift(texts: &[(&str, &str)]) -> Vec<Manifest> {
    let read = files(texts);
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    read.manifests
}

const WEB: &str = r#"
variable "name" {}
variable "size" { default = 1 }
variable "config" {
  type = object({ port = optional(number, 80), path = string })
}
resource "aws_test" "this" {
  name = var.name
  size = var.size
  port = var.config.port
}
output "id" { value = aws_test.this.id }
output "name" { value = upper(var.name) }
"#;

#[test]
fn inputs_go_in_and_outputs_come_out() {
    let root = r#"
module "web" {
  source = "./modules/web"
  name   = "shop"
  config = { path = "/" }
}
resource "aws_test" "after" {
  id   = module.web.id
  name = module.web.name
  none = module.web.none
}
"#;
    let manifests = lift(&[("main.tf", root), ("modules/web/main.tf", WEB)]);
    let [manifest] = manifests.as_slice() else { panic!("{manifests:?}") };
    assert_eq!(
        resources(manifest),
        [
            "aws_test.after {id: #1.ref, name: \"SHOP\", none: ?}",
            "module.web.aws_test.this {name: \"shop\", size: 1, port: 80}",
        ]
    );
    let declared = print(manifest);
    assert!(
        declared.contains(&"module.web {source: \"./modules/web\"}".to_owned()),
        "{declared:?}"
    );
    assert!(declared.iter().any(|it| it.starts_with("module.web.variable.name ")), "{declared:?}");
}

#[test]
fn calls_with_several_instances() {
    let root = r#"
module "web" {
  for_each = { a = 1, b = 2 }
  source   = "./web"
  name     = each.key
  size     = each.value
  config   = { path = "/", port = null }
}
module "off" {
  count  = 0
  source = "./web"
  name   = "off"
  config = { path = "/" }
}
locals { ids = [for k, it in module.web : it.id] }
resource "aws_test" "all" {
  ids  = local.ids
  one  = module.web["b"].id
  none = try(module.off[0].id, "none")
}
"#;
    let manifests = lift(&[("main.tf", root), ("web/main.tf", WEB)]);
    assert_eq!(
        resources(&manifests[0]),
        [
            "aws_test.all {ids: [#1.ref, #2.ref], one: #2.ref, none: \"none\"}",
            "module.web[\"a\"].aws_test.this {name: \"a\", size: 1, port: 80}",
            "module.web[\"b\"].aws_test.this {name: \"b\", size: 2, port: 80}",
        ]
    );
}

#[test]
fn a_folder_that_another_calls_is_no_root() {
    let call = |source: &str| {
        format!(
            "module \"m\" {{\n  source = \"{source}\"\n  name = \"n\"\n  config = {{ path = \"/\" }}\n}}\n"
        )
    };
    let manifests = lift(&[
        ("envs/dev/main.tf", &call("../../app")),
        ("envs/prod/main.tf", &call("../../app/")),
        ("app/main.tf", &call("./../web")),
        ("web/main.tf", WEB),
        ("alone/main.tf", WEB),
    ]);
    let names: Vec<_> = manifests.iter().map(|it| it.frame.name.as_str()).collect();
    assert_eq!(names, ["alone", "envs/dev", "envs/prod"]);
    assert_eq!(manifests[1].resources[0].address, "module.m.module.m.aws_test.this");
    assert_eq!(
        resources(&manifests[0]),
        ["aws_test.this {name: var(name), size: var(size = 1), port: var(config.port)}"]
    );
}

#[test]
fn circles_of_modules_end() {
    let call = |source: &str| {
        format!(
            "module \"m\" {{\n  source = \"{source}\"\n}}\nresource \"aws_test\" \"x\" {{\n  a = module.m.x\n}}\noutput \"x\" {{ value = module.m.x }}\n"
        )
    };
    let manifests = lift(&[
        ("a/main.tf", &call("../b")),
        ("b/main.tf", &call("../a")),
        ("c/main.tf", &call("./")),
    ]);
    let names: Vec<_> = manifests.iter().map(|it| it.frame.name.as_str()).collect();
    assert_eq!(names, ["a", "c"]);
    assert_eq!(resources(&manifests[0]), ["aws_test.x {a: ?}", "module.m.aws_test.x {a: ?}"]);
}

#[test]
fn sensitive_inputs_stay_so() {
    let web = "variable \"p\" { sensitive = true }\nresource \"aws_test\" \"x\" {\n  p = var.p\n  q = var.p == \"s\" ? 1 : 2\n}\n";
    let root = "module \"m\" {\n  source = \"./web\"\n  p = \"s\"\n}\n";
    let manifests = lift(&[("main.tf", root), ("web/main.tf", web)]);
    assert_eq!(resources(&manifests[0]), ["module.m.aws_test.x {p: var(p! = \"s\"), q: 1}"]);
}
