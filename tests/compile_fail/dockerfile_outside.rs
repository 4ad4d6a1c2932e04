include!("common.inc");

const IMAGE: Build = Build::dockerfile("../other");

fn main() {}
