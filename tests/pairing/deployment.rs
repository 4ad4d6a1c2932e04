//! One deployment through both back ends, on the emulator.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use formwork::backend::cloudformation::ParametersFormat;
use formwork::backend::terraform::Settings;
use formwork::backend::{File, Release, Target, cloudformation, terraform};
use formwork::exchange::plan::{
    CloudFormationPlan, DeployPlan, EnvironmentPlan, StackPlan, TerraformPlan,
};
use formwork::ir::{Place, Stack};
use formwork::spec::TerraformProvider;

use crate::estate::Estate;
use crate::stack::NAME;

/// How the estate's names of our resources begin.
pub(crate) const PREFIX: &str = "pairing-dev-pair";
const APP: &str = "pairing";
const ENVIRONMENT: &str = "dev";
const REQUIRE: &str = "FORMWORK_REQUIRE";

/// What stands after each deployment.
#[derive(Debug)]
pub(crate) struct Estates {
    /// Deployed by CloudFormation.
    pub(crate) cloudformation: Estate,
    /// Deployed by Terraform.
    pub(crate) terraform: Estate,
}

/// Why the deployment is skipped, if it is.
///
/// # Panics
/// If a tool is absent that `FORMWORK_REQUIRE` names.
pub(crate) fn missing() -> Option<String> {
    let required = env::var(REQUIRE).unwrap_or_default();
    let wanted = |tool: &str| required.split(',').any(|it| it.trim() == tool);
    let tools = [
        (
            "terraform",
            answers("terraform", &["version"]),
            "get 1.10 or later from https://developer.hashicorp.com/terraform/install",
        ),
        (
            "moto",
            answers(&python(), &["-c", "import moto.server, awscli, boto3"]),
            "`pip install -r tests/e2e/requirements.txt`",
        ),
    ];
    for (tool, is_there, way) in tools {
        if !is_there {
            assert!(!wanted(tool), "{REQUIRE} names {tool}, which is not found; {way}");
            return Some(format!("{tool} not found; {way}"));
        }
    }
    (!wanted("terraform") || !wanted("moto"))
        .then(|| format!("it takes minutes; `{REQUIRE}=terraform,moto` runs it"))
}

fn python() -> String {
    env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned())
}

fn answers(program: &str, arguments: &[&str]) -> bool {
    Command::new(program).args(arguments).output().is_ok_and(|it| it.status.success())
}

/// Deploys the stack twice and compares; hands back both estates.
///
/// # Panics
/// If a deployment fails or the two differ.
pub(crate) fn deploy(stack: &Stack) -> Estates {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pairing");
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the folder of an earlier run can be removed");
    }
    let (output, estates) = (folder.join("output"), folder.join("estates"));
    write(stack, &output);
    let run = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/e2e/run.sh");
    let done = Command::new("bash")
        .arg(run)
        .args([output.as_os_str(), ENVIRONMENT.as_ref()])
        .env("E2E_ESTATES", &estates)
        .output()
        .expect("bash runs");
    assert!(
        done.status.success(),
        "{}{}",
        String::from_utf8_lossy(&done.stderr),
        String::from_utf8_lossy(&done.stdout)
    );
    let read = |name: &str| {
        let text = fs::read(estates.join(name)).expect("run.sh kept the estates");
        Estate::new(&serde_json::from_slice(&text).expect("an estate is JSON"))
    };
    Estates { cloudformation: read("cloudformation.json"), terraform: read("terraform.json") }
}

fn write(stack: &Stack, output: &Path) {
    let place = |environment: &str, account: &str| Place {
        environment: environment.to_owned(),
        account: account.to_owned(),
        region: "eu-west-1".to_owned(),
    };
    let places = [place(ENVIRONMENT, "111111111111"), place("other", "222222222222")];
    let buckets = places.iter().map(|it| format!("formwork-state-{}", it.account)).collect();
    let target = Target {
        app: APP,
        places: &places,
        tags: &[("formwork:app".to_owned(), APP.to_owned())],
        terraform: &Settings { provider: TerraformProvider::V5, state: Some(buckets) },
        release: &Release::default(),
    };
    let templates = cloudformation::emit(&target, stack, ParametersFormat::default());
    let roots = terraform::emit(&target, stack);
    for (below, files) in [("cloudformation", templates), ("terraform", roots)] {
        for file in files {
            put(&output.join(below).join(&file.path), &compact(&file));
        }
    }
    let plan =
        serde_json::to_vec_pretty(&plan(&target, stack, &places[0])).expect("a plan is JSON");
    put(&output.join("deploy-plan.json"), &plan);
}

/// The same file without white space: as it is, the template is larger than a request takes.
fn compact(file: &File) -> Vec<u8> {
    if !file.path.ends_with(".template.json") {
        return file.contents.clone();
    }
    let template: serde_json::Value =
        serde_json::from_slice(&file.contents).expect("a template is JSON");
    serde_json::to_vec(&template).expect("JSON can be written")
}

fn put(path: &Path, contents: &[u8]) {
    fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("folders can be made");
    fs::write(path, contents).expect("files can be written");
}

fn plan(target: &Target<'_>, stack: &Stack, place: &Place) -> DeployPlan {
    let tags = terraform::tags_of(target, stack, Some(place));
    let tags: Vec<_> = tags.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let deploy = format!(
        "aws cloudformation deploy --template-file cloudformation/{NAME}.template.json \
         --stack-name {PREFIX} --parameter-overrides \
         file://cloudformation/{ENVIRONMENT}/{NAME}.parameters.json \
         --capabilities CAPABILITY_NAMED_IAM --region {} --tags {}",
        place.region,
        tags.join(" ")
    );
    let terraform = format!("terraform -chdir=terraform/{NAME}");
    let stack = StackPlan {
        name: NAME.to_owned(),
        environment: place.environment.clone(),
        account: place.account.clone(),
        region: place.region.clone(),
        after: Vec::new(),
        first_deployment: Vec::new(),
        given: Vec::new(),
        cloudformation: Some(CloudFormationPlan {
            stack: PREFIX.to_owned(),
            commands: vec![deploy],
        }),
        terraform: Some(TerraformPlan {
            commands: vec![
                format!("{terraform} init -reconfigure -backend-config={ENVIRONMENT}.tfbackend"),
                format!("{terraform} apply -var-file={ENVIRONMENT}.tfvars.json"),
            ],
        }),
    };
    let environment = EnvironmentPlan {
        name: place.environment.clone(),
        account: place.account.clone(),
        region: place.region.clone(),
        purpose: "development".to_owned(),
        secrets: Vec::new(),
        prerequisites: Vec::new(),
        stacks: vec![stack],
        tasks: Vec::new(),
    };
    DeployPlan {
        format: "1.0".to_owned(),
        app: APP.to_owned(),
        shared: Vec::new(),
        environments: vec![environment],
    }
}
