include!("common.inc");

const IMAGE: Build = Build::elsewhere("nginx:latest");

fn main() {}
