//! Our own output is the same in every environment; broken in one, it is found.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::{Run, parity};

const SHOP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/shop/cloudformation");
const ENVIRONMENTS: [&str; 3] = ["dev", "staging", "prod"];

/// The example's templates, each environment with a copy of its own.
struct Shop {
    folder: PathBuf,
    stack: &'static str,
}

impl Shop {
    fn new(name: &str, stack: &'static str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("parity").join(name);
        let template = fs::read(format!("{SHOP}/{stack}.template.json")).unwrap();
        for environment in ENVIRONMENTS {
            let own = folder.join(environment);
            fs::create_dir_all(&own).unwrap();
            fs::write(own.join("app.template.json"), &template).unwrap();
            let values = fs::read(format!("{SHOP}/{environment}/{stack}.parameters.json"));
            fs::write(own.join("app.parameters.json"), values.unwrap()).unwrap();
        }
        Self { folder, stack }
    }

    /// Changes a document of an environment.
    fn change(&self, environment: &str, document: &str, change: impl Fn(&mut Value)) {
        let path = self.folder.join(environment).join(format!("app.{document}.json"));
        let before = fs::read_to_string(&path).unwrap();
        let mut value: Value = serde_json::from_str(&before).unwrap();
        change(&mut value);
        let after = serde_json::to_string_pretty(&value).unwrap();
        assert_ne!(value, serde_json::from_str::<Value>(&before).unwrap(), "{}", self.stack);
        fs::write(path, after).unwrap();
    }

    fn run(&self) -> Run {
        let inputs: Vec<String> = ENVIRONMENTS
            .iter()
            .map(|it| format!("--env={it}={it}/app.template.json:{it}/app.parameters.json"))
            .collect();
        let inputs: Vec<&str> = inputs.iter().map(String::as_str).collect();
        parity(&self.folder, &[&inputs[..], &["--format", "json", "-q"]].concat())
    }
}

/// The properties of the first resource of a type.
fn properties<'v>(template: &'v mut Value, kind: &str) -> &'v mut Value {
    let resources = template["Resources"].as_object_mut().unwrap();
    let found = resources.values_mut().find(|it| it["Type"] == kind);
    &mut found.unwrap_or_else(|| panic!("no {kind}"))["Properties"]
}

#[test]
fn our_own_output_is_clean() {
    let run = parity(Path::new(SHOP), &["--format", "concise"]);
    assert_eq!((&*run.stdout, run.code), ("", Some(0)), "{}", run.stderr);
    for stack in ["orders", "orders-base", "billing", "email", "email-base", "platform"] {
        let run = Shop::new(&format!("clean-{stack}"), stack).run();
        assert_eq!(run.findings(), Vec::<Value>::new(), "{stack}");
    }
}

/// What is broken in one environment, in which stack, and the rule that finds it.
type Mutation = (&'static str, &'static str, &'static str, fn(&mut Value));

const MUTATIONS: &[Mutation] = &[
    ("engine version", "orders-base", "FW1003", |it| {
        properties(it, "AWS::RDS::DBCluster")["EngineVersion"] = json!("15.8");
    }),
    ("engine", "orders-base", "FW1004", |it| {
        properties(it, "AWS::RDS::DBCluster")["Engine"] = json!("aurora-mysql");
    }),
    ("encryption of a store", "orders-base", "FW1021", |it| {
        properties(it, "AWS::RDS::DBCluster")["StorageEncrypted"] = json!(false);
    }),
    ("port of a store", "orders-base", "FW1025", |it| {
        properties(it, "AWS::RDS::DBCluster")["Port"] = json!(5433);
    }),
    ("health check path", "orders", "FW1009", |it| {
        properties(it, "AWS::ElasticLoadBalancingV2::TargetGroup")["HealthCheckPath"] =
            json!("/other");
    }),
    ("time to drain", "orders", "FW1009", |it| {
        container(it)["StopTimeout"] = json!(7);
    }),
    ("log driver", "orders", "FW1009", |it| {
        container(it)["LogConfiguration"]["LogDriver"] = json!("json-file");
    }),
    ("log mode", "orders", "FW1009", |it| {
        container(it)["LogConfiguration"]["Options"]["mode"] = json!("blocking");
    }),
    ("container port", "orders", "FW1025", |it| {
        container(it)["PortMappings"][0]["ContainerPort"] = json!(9999);
    }),
    ("command", "orders", "FW1025", |it| {
        container(it)["Command"] = json!(["serve", "--debug"]);
    }),
    ("writable root", "orders", "FW1021", |it| {
        container(it)["ReadonlyRootFilesystem"] = json!(false);
    }),
    ("variable gone", "orders", "FW1007", |it| {
        container(it)["Environment"].as_array_mut().unwrap().remove(0);
    }),
    ("variable more", "orders", "FW1007", |it| {
        let all = container(it)["Environment"].as_array_mut().unwrap();
        all.push(json!({"Name": "ONLY_HERE", "Value": "1"}));
    }),
    ("sidecar", "orders", "FW1025", |it| {
        let task = properties(it, "AWS::ECS::TaskDefinition");
        let all = task["ContainerDefinitions"].as_array_mut().unwrap();
        all.push(json!({"Name": "agent", "Image": "agent:1", "Essential": false}));
    }),
    ("architecture", "orders", "FW1025", |it| {
        let task = properties(it, "AWS::ECS::TaskDefinition");
        task["RuntimePlatform"]["CpuArchitecture"] = json!("X86_64");
    }),
    ("launch type", "orders", "FW1025", |it| {
        properties(it, "AWS::ECS::Service")["LaunchType"] = json!("EC2");
    }),
    ("circuit breaker", "orders", "FW1023", |it| {
        let service = properties(it, "AWS::ECS::Service");
        service["DeploymentConfiguration"]["DeploymentCircuitBreaker"]["Rollback"] = json!(false);
    }),
    ("strategy", "orders", "FW1023", |it| {
        properties(it, "AWS::ECS::Service")["DeploymentConfiguration"]["Strategy"] =
            json!("CANARY");
    }),
    ("permission", "orders", "FW1020", |it| {
        let roles = it["Resources"].as_object_mut().unwrap();
        for role in roles.values_mut().filter(|it| it["Type"] == "AWS::IAM::Role") {
            role["Properties"]["Policies"] = json!([{
                "PolicyName": "more",
                "PolicyDocument": {
                    "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}],
                },
            }]);
        }
    }),
    ("capacity provider", "orders", "FW1025", |it| {
        properties(it, "AWS::ECS::Service")["CapacityProviderStrategy"][0]["CapacityProvider"] =
            json!("FARGATE_SPOT");
    }),
    ("open port", "orders-base", "FW1025", |it| {
        properties(it, "AWS::EC2::SecurityGroup")["SecurityGroupEgress"][0]["ToPort"] = json!(8443);
    }),
    ("who takes a role", "orders", "FW1020", |it| {
        let role = properties(it, "AWS::IAM::Role");
        role["AssumeRolePolicyDocument"]["Statement"][0]["Principal"]["Service"] =
            json!("lambda.amazonaws.com");
    }),
    ("parameter group", "orders-base", "FW1003", |it| {
        properties(it, "AWS::RDS::DBClusterParameterGroup")["Family"] =
            json!("aurora-postgresql15");
    }),
    ("alarm gone", "orders", "FW1002", |it| remove(it, "AWS::CloudWatch::Alarm")),
    ("queue gone", "email-base", "FW1002", |it| remove(it, "AWS::SQS::Queue")),
    ("role gone", "orders", "FW1002", |it| remove(it, "AWS::IAM::Role")),
    ("alarm's metric", "orders", "FW1025", |it| {
        properties(it, "AWS::CloudWatch::Alarm")["ComparisonOperator"] = json!("LessThanThreshold");
    }),
    ("resource for production", "orders", "FW1006", |it| {
        it["Conditions"] = json!({"IsProd": {"Fn::Equals": [{"Ref": "Environment"}, "prod"]}});
        let resources = it["Resources"].as_object_mut().unwrap();
        let alarm = resources.values_mut().find(|it| it["Type"] == "AWS::CloudWatch::Alarm");
        alarm.unwrap()["Condition"] = json!("IsProd");
    }),
];

fn container(template: &mut Value) -> &mut Value {
    &mut properties(template, "AWS::ECS::TaskDefinition")["ContainerDefinitions"][0]
}

fn remove(template: &mut Value, kind: &str) {
    let resources = template["Resources"].as_object_mut().unwrap();
    let id = resources.iter().find(|(_, it)| it["Type"] == kind).map(|(id, _)| id.clone());
    resources.shift_remove(&id.unwrap());
}

#[test]
fn what_must_be_equal_is_found_in_each_environment() {
    let mut unseen = Vec::new();
    for (number, (what, stack, rule, change)) in MUTATIONS.iter().enumerate() {
        for environment in ENVIRONMENTS {
            let shop = Shop::new(&format!("broken-{number}-{environment}"), stack);
            // A condition is in the template that all share.
            let is_shared = *rule == "FW1006";
            for each in ENVIRONMENTS.iter().filter(|it| is_shared || **it == environment) {
                shop.change(each, "template", change);
            }
            let run = shop.run();
            if !run.rules().contains(*rule) {
                unseen.push(format!("{what} in {environment}: {:?}", run.rules()));
            }
        }
    }
    assert!(unseen.is_empty(), "{}", unseen.join("\n"));
}

/// What may differ: sizes in their order, places, names, values.
#[test]
fn what_may_differ_is_passed() {
    let (stack, values) = (
        "orders",
        [
            ("OrdersTaskCpu", ["256", "512", "1024"]),
            ("OrdersTaskMemory", ["1024", "2048", "4096"]),
            ("OrdersHost", ["a.example.org", "b.example.com", "c.example.net"]),
            ("OrdersEnvLogLevel", ["debug", "info", "warn"]),
            (
                "AlarmTopic",
                [
                    "arn:aws:sns:eu-west-1:111111111111:x",
                    "arn:aws:sns:us-east-1:222222222222:y",
                    "arn:aws:sns:eu-west-1:333333333333:z",
                ],
            ),
            ("ZoneId", ["ZA", "ZB", "ZC"]),
            ("OrdersTasksLeast", ["1", "2", "3"]),
            ("OrdersTasksMost", ["2", "4", "30"]),
        ],
    );
    for (name, each) in values {
        let shop = Shop::new(&format!("allowed-{name}"), stack);
        // The ratio of CPU to memory stays: both change together.
        let together = ["OrdersTaskCpu", "OrdersTaskMemory"];
        let all = values
            .iter()
            .filter(|(it, _)| *it == name || together.contains(&name) && together.contains(it));
        for (name, each) in all {
            for (environment, value) in ENVIRONMENTS.iter().zip(each) {
                let path = shop.folder.join(environment).join("app.parameters.json");
                let mut file: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
                assert!(file["Parameters"].get(*name).is_some(), "no parameter {name}");
                file["Parameters"][*name] = json!(value);
                fs::write(&path, file.to_string()).unwrap();
            }
        }
        assert_eq!(shop.run().findings(), Vec::<Value>::new(), "{name} {each:?}");
    }
}
