include!("common.inc");

const ATTACHED: Attachment = MAIL.as_env("MAIL_URL");

fn main() {}
