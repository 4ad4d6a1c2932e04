include!("common.inc");

const API: Service = WEB.user("0:0");

fn main() {}
