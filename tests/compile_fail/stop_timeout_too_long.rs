include!("common.inc");

const API: Service = WEB.stop_timeout(Seconds(300));

fn main() {}
