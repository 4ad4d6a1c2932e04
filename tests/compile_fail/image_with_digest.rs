include!("common.inc");

const IMAGE: Build = Build::elsewhere("nginx@sha256:00");

fn main() {}
