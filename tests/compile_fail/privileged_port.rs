include!("common.inc");

const PORT_80: Port = Port::http(80);

fn main() {}
