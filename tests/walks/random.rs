//! Random descriptions, the same for the same seed: good parts and broken ones.

use formwork::prelude::*;

/// A generator of numbers: SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).expect("it is below a usize")
    }

    /// True once in `times`.
    fn once_in(&mut self, times: u64) -> bool {
        self.next().is_multiple_of(times)
    }

    fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        let index = self.below(choices.len());
        choices[index]
    }

    /// Up to `most` of the choices.
    fn some_of<T: Copy>(&mut self, choices: &[T], most: u64) -> Vec<T> {
        (0..self.next() % (most + 1)).map(|_| self.one_of(choices)).collect()
    }

    /// The usual choice, or now and then one of the odd ones.
    fn mostly<T: Copy>(&mut self, usual: T, odd: &[T]) -> T {
        if self.once_in(8) { self.one_of(odd) } else { usual }
    }

    fn vary<T: formwork::spec::Knob>(&mut self, usual: T, odd: &[T]) -> Vary<T> {
        if self.once_in(2) {
            return same(self.mostly(usual, odd));
        }
        let count = self.mostly(3, &[2, 4]);
        let mut values = [None; 8];
        for value in values.iter_mut().take(count) {
            *value = Some(self.mostly(usual, odd));
        }
        formwork::spec::knob::vary(values)
    }
}

const TEAM: Team = Team::new("shop", "shop@shop.example");
const NAMES: [&str; 7] = ["a", "b", "c", "orders", "or-ders", "platform", "Odd_name"];
const VARIABLES: [&str; 8] =
    ["LEVEL", "PORT", "level", "DB_PASSWORD", "A_URL", "AWS_REGION", "FORMAT", "NODE_ENV"];
const VALUES: [&str; 6] = [
    "",
    "redis://cache:6379",
    "amqp://app:hunter2@mq",
    "10.0.0.1",
    "AKIAIOSFODNN7EXAMPLE",
    "debug",
];
const PATHS: [&str; 5] = ["/a", "/a/*", "/b", "c", "/*"];

/// Shows a random description of up to six services to `see`.
pub(crate) fn describe(seed: u64, see: &mut dyn FnMut(&App<'_>)) {
    let mut random = Random(seed);
    let count = 1 + random.next() % 6;
    build(&mut random, count, see);
}

/// Shows a random description of `count` services to `see`.
pub(crate) fn describe_many(count: u64, see: &mut dyn FnMut(&App<'_>)) {
    build(&mut Random(count), count, see);
}

fn build(random: &mut Random, count: u64, see: &mut dyn FnMut(&App<'_>)) {
    let contracts: Vec<Api<'_>> = NAMES
        .iter()
        .map(|name| {
            if random.once_in(6) {
                Api::external(name, same("api.example"))
            } else {
                Api::http(name)
            }
        })
        .collect();
    let databases: Vec<_> = NAMES.iter().map(|name| database(random, name)).collect();
    let queues: Vec<_> = NAMES.iter().map(|name| queue(random, name)).collect();
    let tables: Vec<_> = NAMES.iter().map(|name| table(random, name)).collect();
    let stores = Stores { databases: &databases, queues: &queues, tables: &tables };
    let names: Vec<_> = (0..count).map(|i| format!("service-{i}")).collect();
    let parts: Vec<_> = (0..count).map(|_| Parts::new(random, &contracts, stores)).collect();
    let services: Vec<_> = names
        .iter()
        .zip(&parts)
        .map(|(name, parts)| {
            let name = if random.once_in(8) { random.one_of(&NAMES) } else { name };
            service(random, name, parts)
        })
        .collect();
    let services: Vec<_> = services.iter().collect();
    let environments = environments(random);
    let waivers: Vec<_> = (0..random.next() % 4).map(|_| waiver(random)).collect();
    let app =
        App::new(random.mostly("shop", &["Shop"]), &environments, Repository::github("acme/shop"));
    let zone = Zone::imported(same("shop.example"), random.vary("Z1", &["Z2"]));
    let app = if random.once_in(6) { app } else { app.zone(zone) };
    let app = if random.once_in(8) { app.state(TerraformState::Local) } else { app };
    let app = if random.once_in(8) { app.tools(4) } else { app };
    see(&app.services(&services).waivers(&waivers));
}

/// What a service borrows.
struct Parts<'a> {
    variables: Vec<Variable<'a>>,
    attachments: Vec<Attachment<'a>>,
    calls: Vec<Call<'a>>,
    serves: Vec<Api<'a>>,
    paths: Vec<&'a str>,
    command: Vec<&'a str>,
}

/// What services attach.
#[derive(Clone, Copy)]
struct Stores<'a> {
    databases: &'a [Postgres<'a>],
    queues: &'a [Queue<'a>],
    tables: &'a [DynamoTable<'a>],
}

impl<'a> Parts<'a> {
    fn new(
        random: &mut Random,
        contracts: &[Api<'a>],
        Stores { databases, queues, tables }: Stores<'a>,
    ) -> Self {
        let variables = random.some_of(&VARIABLES, 3).into_iter();
        let variables = variables.map(|name| {
            if random.once_in(3) {
                secret(name)
            } else {
                config(name, random.vary("info", &VALUES))
            }
        });
        let variables = variables.collect();
        let mut attachments = Vec::new();
        for _ in 0..random.next() % 3 {
            let variable = random.mostly("STORE", &["A_URL", "LEVEL", "odd"]);
            let index = random.below(databases.len());
            attachments.push(match random.next() % 4 {
                0 => databases[index].as_env(variable),
                1 => queues[index].sends(variable),
                2 => tables[index].as_env(variable),
                _ => queues[index].receives(variable),
            });
        }
        let calls = random.some_of(contracts, 2).into_iter();
        let calls = calls.map(|api| {
            let call = api.timeout_ms(random.mostly(500, &[0, 100, 900]));
            if random.once_in(4) { call.as_env(random.one_of(&VARIABLES)) } else { call }
        });
        Self {
            variables,
            attachments,
            calls: calls.collect(),
            serves: random.some_of(contracts, 2),
            paths: random.some_of(&PATHS, 2),
            command: random.some_of(&["app", "npm", "ci", "alembic upgrade head"], 2),
        }
    }
}

fn service<'a>(random: &mut Random, name: &'a str, parts: &'a Parts<'a>) -> Service<'a> {
    let build = Build::dockerfile("it");
    let host = Host(random.vary("shop.example", &["www.shop.example", "Odd"]));
    let service = match random.next() % 3 {
        0 => Service::worker(name, build),
        1 => Service::internal(name, build, Port::http(8080)),
        _ => Service::web(name, build, Port::http(8080)).public(host),
    };
    let service = if random.once_in(8) { service } else { service.owner(TEAM) };
    let service = match random.next() % 4 {
        0 => service,
        1 => service.health_check(random.mostly("/up", &["up"])),
        _ => service.health_check("/up").container_check(&["CMD", "/app"]),
    };
    let service = if random.once_in(16) { service.public(host) } else { service };
    service
        .tasks(random.vary(Tasks(2, 4), &[Tasks(1, 1), Tasks(3, 2), Tasks(0, 0)]))
        .drain(random.mostly(Seconds(30), &[Seconds(90)]))
        .env(&parts.variables)
        .attach(&parts.attachments)
        .calls(&parts.calls)
        .serves(&parts.serves)
        .paths(&parts.paths)
        .command(&parts.command)
}

fn database<'a>(random: &mut Random, name: &'a str) -> Postgres<'a> {
    let days = Backups::days;
    Postgres::new(name, PgVersion::V16)
        .capacity(random.vary(Acu(2), &[Acu(0), Acu(500)]))
        .backups(random.vary(days(14), &[days(3), days(30)]))
        .deletion_protection(random.vary(Protection::On, &[Protection::Off]))
}

fn table<'a>(random: &mut Random, name: &'a str) -> DynamoTable<'a> {
    let protection = random.vary(Protection::On, &[Protection::Off]);
    DynamoTable::new(name, Key::text("id")).deletion_protection(protection)
}

fn queue<'a>(random: &mut Random, name: &'a str) -> Queue<'a> {
    Queue::new(name)
        .visibility(random.mostly(Seconds(180), &[Seconds(30)]))
        .retention(random.vary(Seconds(600), &[Seconds(1)]))
}

fn environments(random: &mut Random) -> Vec<Environment<'static>> {
    let names = ["dev", "staging", "prod", "pre_prod", "e", "f", "g", "h", "i"];
    let purposes = [Purpose::Development, Purpose::Verification, Purpose::Production];
    let count = random.mostly(3, &[0, 2, 9]);
    (0..count)
        .map(|i| {
            let purpose = purposes[i % 3];
            let name = random.mostly(names[i], &["dev"]);
            Environment::new("111111111111", "eu-west-1", purpose).named(name)
        })
        .collect()
}

fn waiver(random: &mut Random) -> Waiver<'static> {
    let rules = ["FW0802", "FW1016", "FW2014", "FW3001", "FW0901", "FW9999", "FW0401"];
    let places = ["service-0", "service-1/tasks", "a", "orders/protection", "service-0/env"];
    let period = Period::new("2026-11-01", "2026-12-15");
    let waiver = Waiver::new(random.one_of(&rules), random.one_of(&places), TEAM, period);
    let waiver = if random.once_in(4) { waiver } else { waiver.because("OPS-123") };
    let environments: &[&str] =
        random.one_of(&[&[], &["prod"], &["staging", "prod"], &["nowhere"]]);
    waiver.in_environments(environments)
}
