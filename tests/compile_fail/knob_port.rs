include!("common.inc");

const PORTS: Vary<Port> = per_env! { dev: Port::http(8080), prod: Port::http(9090) };

fn main() {}
