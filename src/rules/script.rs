//! Shell scripts that machines run when they start: what they install or build.

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
/// Parts of the names of packages that serve the machine, not the app, and of what those need.
const AGENTS: [&str; 30] = [
    "cfn-bootstrap",
    "ssm-agent",
    "cloudwatch-agent",
    "awslogs",
    "collectd",
    "codedeploy-agent",
    "ecs-init",
    "efs-utils",
    "nfs-utils",
    "nfs-common",
    "awscli",
    "aws-cli",
    "python-pip",
    "python3-pip",
    "python2-pip",
    "python-setuptools",
    "python3-setuptools",
    "epel-release",
    "jq",
    "unzip",
    "curl",
    "wget",
    "ec2-instance-connect",
    "datadog",
    "newrelic",
    "falcon-sensor",
    "chrony",
    "cloud-init",
    "inspector",
    "session-manager-plugin",
];

/// The first command of a script that installs or builds a part of the app, as its program and verb.
/// Agents do not count: they belong to the machine.
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
    let mut arguments = words.filter(|word| !word.starts_with('-'));
    let verb = arguments.next().filter(|verb| verbs.contains(verb))?;
    let packages: Vec<&str> = arguments.collect();
    let is_agent = |it: &&str| AGENTS.iter().any(|agent| it.contains(agent)) || is_path(it);
    let only_agents = !packages.is_empty() && packages.iter().all(is_agent);
    (!only_agents).then(|| format!("{program} {verb}"))
}

/// Whether a word stands before the program: `sudo`, `then`, `DEBIAN_FRONTEND=noninteractive`.
fn is_prelude(word: &str) -> bool {
    matches!(word, "sudo" | "then" | "do" | "else" | "if" | "time" | "-" | "!" | "retry" | "nohup")
        || word.starts_with('-')
        || word.split_once('=').is_some_and(|(name, _)| {
            !name.is_empty() && name.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_')
        })
}

/// Whether a word says where something goes, as in `2>/dev/null`.
fn is_path(word: &str) -> bool {
    word.contains('>') || word == "/dev/null"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn builds() {
        let check = |script, expected: &str| {
            assert_eq!(first_build(script).as_deref(), Some(expected), "{script}");
        };
        check("#!/bin/bash\nyum update -y\nyum install -y httpd", "yum install");
        check("sudo yum -y install httpd php", "yum install");
        check("DEBIAN_FRONTEND=noninteractive apt-get -qq install nginx", "apt-get install");
        check("cd /app && npm ci", "npm ci");
        check("git clone https://example.com/app.git", "git clone");
        check("yum install -y \\\n  httpd", "yum install");
        check("python3 -m pip install flask", "pip install");
        check("yum install -y jq httpd", "yum install");
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
        ] {
            assert_eq!(first_build(script), None, "{script}");
        }
    }
}
