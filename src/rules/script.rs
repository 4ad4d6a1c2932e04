//! Shell scripts that machines run when they start: what they install or build.

use super::image::HOLE;

/// Programs that install or build, each with the words that make them.
const BUILDERS: [(&str, &[&str]); 22] = [
    ("yum", &["install", "localinstall", "groupinstall"]),
    ("dnf", &["install", "groupinstall"]),
    ("apt-get", &["install"]),
    ("apt", &["install"]),
    ("apk", &["add"]),
    ("zypper", &["install", "in"]),
    ("amazon-linux-extras", &["install"]),
    ("pip", &["install"]),
    ("pip3", &["install"]),
    ("npm", &["install", "i", "ci"]),
    ("yarn", &["install", "add"]),
    ("pnpm", &["install", "i"]),
    ("gem", &["install"]),
    ("bundle", &["install"]),
    ("composer", &["install"]),
    ("go", &["build", "install"]),
    ("cargo", &["build", "install"]),
    ("mvn", &["package", "install"]),
    ("gradle", &["build"]),
    ("make", &["install"]),
    ("docker", &["build"]),
    ("git", &["clone"]),
];
/// Parts of the names of packages that serve the machine, not the app.
const AGENTS: [&str; 18] = [
    "cfn-bootstrap",
    "ssm-agent",
    "cloudwatch-agent",
    "awslogs",
    "collectd",
    "codedeploy-agent",
    "ecs-init",
    "efs-utils",
    "hibagent",
    "ec2-instance-connect",
    "session-manager-plugin",
    "inspector",
    "datadog",
    "newrelic",
    "falcon-sensor",
    "chrony",
    "cloud-init",
    "watchmaker",
];
/// Packages that those need, and tools of whoever looks after the machine.
const TOOLS: [&str; 31] = [
    "awscli",
    "aws-cli",
    "python",
    "python2",
    "python3",
    "python-pip",
    "python2-pip",
    "python3-pip",
    "python3-venv",
    "python-setuptools",
    "python2-setuptools",
    "python3-setuptools",
    "pip",
    "setuptools",
    "wheel",
    "virtualenv",
    "epel",
    "epel-release",
    "jq",
    "unzip",
    "curl",
    "wget",
    "nfs-utils",
    "nfs-common",
    "rpcbind",
    "ca-certificates",
    "gnupg",
    "lsb-release",
    "apt-transport-https",
    "software-properties-common",
    "yum-utils",
];

/// Options whose value is a word of its own.
const OPTIONS: [&str; 7] =
    ["-i", "--index-url", "--extra-index-url", "-o", "-t", "--target", "--enablerepo"];

/// The first command of a script that installs or builds a part of the app, as its program and verb, and the
/// package if it has a plain name. Agents do not count, they belong to the machine; nor does a
/// package that is not known.
pub(super) fn first_build(script: &str) -> Option<String> {
    let joined = script.replace("\\\r\n", " ").replace("\\\n", " ");
    joined.split(['\n', ';', '&', '|', '(', ')', '`']).find_map(build)
}

fn build(command: &str) -> Option<String> {
    let code = command.split(" #").next().unwrap_or_default();
    let mut words = code.split_whitespace().skip_while(|word| is_prelude(word));
    let first = words.next()?;
    let mut program = first.rsplit('/').next().unwrap_or(first);
    let mut words = words.peekable();
    if program.starts_with("python") && words.peek() == Some(&"-m") {
        words.next();
        program = words.next()?;
    }
    let (program, verbs) = BUILDERS.iter().find(|(name, _)| *name == program)?;
    let mut before = "";
    let mut arguments = words.filter(|word| {
        let is_value = OPTIONS.contains(&std::mem::replace(&mut before, word));
        !is_value && !word.starts_with('-')
    });
    let verb = arguments.next().filter(|verb| verbs.contains(verb))?;
    let packages: Vec<&str> = arguments.take_while(|word| !word.contains('>')).collect();
    if packages.is_empty() {
        return Some(format!("{program} {verb}"));
    }
    let package = packages.into_iter().find(|package| is_of_an_app(package))?;
    let is_name = package.len() <= 40 && !package.contains(['/', '"', '\'', '$', '@']);
    Some(if is_name { format!("{program} {verb} {package}") } else { format!("{program} {verb}") })
}

/// Whether a package is known, and neither an agent nor a tool.
pub(super) fn is_of_an_app(package: &str) -> bool {
    let package = package.trim_matches(['"', '\'']);
    let is_variable = package.contains(HOLE) || package.starts_with('$');
    let is_tool = TOOLS.contains(&package);
    !is_variable && !is_tool && !AGENTS.iter().any(|agent| package.contains(agent))
}

/// Whether a word stands before the program: `sudo`, `then`, `DEBIAN_FRONTEND=noninteractive`.
fn is_prelude(word: &str) -> bool {
    matches!(word, "sudo" | "then" | "do" | "else" | "if" | "time" | "-" | "!" | "retry" | "nohup")
        || word.starts_with('-')
        || word.split_once('=').is_some_and(|(name, _)| {
            !name.is_empty() && name.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn builds() {
        let check = |script, expected: &str| {
            assert_eq!(first_build(script).as_deref(), Some(expected), "{script}");
        };
        check("#!/bin/bash\nyum update -y\nyum install -y httpd", "yum install httpd");
        check("sudo yum -y install httpd php", "yum install httpd");
        check("DEBIAN_FRONTEND=noninteractive apt-get -qq install nginx", "apt-get install nginx");
        check("cd /app && npm ci", "npm ci");
        check("git clone https://example.com/app.git", "git clone");
        check("yum install -y \\\n  httpd", "yum install httpd");
        check("python3 -m pip install flask", "pip install flask");
        check("yum install -y jq httpd", "yum install httpd");
        check("/usr/bin/make install", "make install");
    }

    #[test]
    fn agents_and_words_are_passed() {
        for script in [
            "",
            "yum update -y",
            "# yum install -y httpd",
            "echo 'yum install httpd'",
            "yum install -y aws-cfn-bootstrap",
            "yum install -y amazon-ssm-agent 2>/dev/null",
            "yum install -y https://s3.amazonaws.com/x/amazon-ssm-agent.rpm",
            "apt-get -y install python3-pip jq\npip3 install aws-cfn-bootstrap-py3-latest.tar.gz",
            "echo ECS_CLUSTER=web >> /etc/ecs/ecs.config",
            "systemctl start docker",
            "docker run nginx",
            "pip install --index-url https://pypi.example.com awscli",
            "yum install -y \u{FFFC}",
            "yum install -y $PACKAGE",
            "yum install python3 -y",
            "pip install awscli &> /var/log/install.log",
            "yum install -y aws-cfn-bootstrap hibagent",
        ] {
            assert_eq!(first_build(script), None, "{script}");
        }
    }
}
