include!("common.inc");

const IMAGES: Vary<Build> = same(Build::dockerfile("a"));

fn main() {}
