include!("common.inc");

const API: Service = WEB.attach(&[secret("SESSION_KEY")]);

fn main() {}
