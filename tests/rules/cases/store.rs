//! Rules about databases and queues.

use super::*;

fn with<'a>(attachments: &'a [Attachment<'a>]) -> Service<'a> {
    web("web").attach(attachments)
}

const LONG: Backups = Backups::days(30);
const SHORT: Backups = Backups::days(7);

pub(super) const CASES: &[Row] = &[
    (
        "FW1017",
        "main/capacity",
        "database `main` has 1 capacity units in `staging`, but 16 in `prod`",
        |bad, see| {
            let capacity = per_env! { dev: Acu(1), staging: Acu(pick(bad, 1, 2)), prod: Acu(16) };
            see(&app().services(&[&with(&[DB.capacity(capacity).as_env("URL")])]));
        },
    ),
    (
        "FW1019",
        "main/backups",
        "database `main` keeps its backups for 30 days in `staging`, but for 7 in `prod`",
        |bad, see| {
            let days = per_env! { dev: SHORT, staging: pick(bad, LONG, SHORT), prod: SHORT };
            see(&app().services(&[&with(&[DB.backups(days).as_env("URL")])]));
        },
    ),
    ("FW2002", "main/replicas", "database `main` has no replica in another zone", |bad, see| {
        see(&app().services(&[&with(&[DB.replicas(pick(bad, 0, 1)).as_env("URL")])]));
    }),
    (
        "FW2009",
        "mail/visibility",
        "queue `mail` hides messages for 30 seconds, but `web` may work on for 60 while it stops",
        |bad, see| {
            let queue = MAIL.visibility(Seconds(pick(bad, 30, 60)));
            see(&app().services(&[&with(&[queue.receives("MAIL_URL"), queue.sends("RETRY_URL")])]));
        },
    ),
    ("FW2014", "main/protection", "database `main` can be deleted in `prod`", |bad, see| {
        let prod = pick(bad, Protection::Off, Protection::On);
        let protection = per_env! { dev: Protection::Off, staging: Protection::Off, prod: prod };
        see(&app().services(&[&with(&[DB.deletion_protection(protection).as_env("URL")])]));
    }),
    ("FW2014", "main/protection", "database `main` can be deleted in `prod`", |bad, see| {
        let protection = same(pick(bad, Protection::Off, Protection::On));
        let table = DynamoTable::new("main", Key::text("id")).deletion_protection(protection);
        see(&app().services(&[&with(&[table.as_env("TABLE")])]));
    }),
    (
        "FW2017",
        "main/backups",
        "database `main` keeps its backups for 3 days in `prod`",
        |bad, see| {
            let days = same(Backups::days(pick(bad, 3, 7)));
            see(&app().services(&[&with(&[DB.backups(days).as_env("URL")])]));
        },
    ),
    ("FW3001", "main", "services `web` and `shop` share the database `main`", |bad, see| {
        let other = Postgres::new("other", PgVersion::V16);
        let second = pick(bad, DB, other);
        see(&app().services(&[
            &with(&[DB.as_env("URL")]),
            &web("shop").paths(&["/shop"]).attach(&[second.as_env("URL")]),
        ]));
    }),
    ("FW3001", "main", "services `web` and `shop` share the database `main`", |bad, see| {
        let (table, other) =
            (DynamoTable::new("main", Key::text("id")), DynamoTable::new("other", Key::text("id")));
        let second = pick(bad, &table, &other);
        see(&app().services(&[
            &with(&[table.as_env("TABLE")]),
            &web("shop").paths(&["/shop"]).attach(&[second.as_env("TABLE")]),
        ]));
    }),
    ("FW3005", "mail", "services `web` and `shop` both receive from `mail`", |bad, see| {
        let second = [MAIL.receives("URL")];
        let first = [MAIL.receives("URL"), MAIL.sends("OUT_URL")];
        see(&app().services(&[
            &with(&first),
            &web("shop").paths(&["/shop"]).attach(&second[pick(bad, 0, 1)..]),
        ]));
    }),
    ("FW3010", "mail", "services `web` and `shop` both send to `mail`", |bad, see| {
        let second = [MAIL.sends("URL")];
        let first = [MAIL.receives("URL"), MAIL.sends("OUT_URL")];
        see(&app().services(&[
            &with(&first),
            &web("shop").paths(&["/shop"]).attach(&second[pick(bad, 0, 1)..]),
        ]));
    }),
    ("FW3011", "mail", "service `web` sends to `mail`, from which nobody receives", |bad, see| {
        let second = [MAIL.receives("URL")];
        see(&app().services(&[
            &with(&[MAIL.sends("URL")]),
            &web("shop").paths(&["/shop"]).attach(&second[pick(bad, 1, 0)..]),
        ]));
    }),
    ("FW3012", "mail", "service `web` receives from `mail`, to which nobody sends", |bad, see| {
        let second = [MAIL.sends("URL")];
        see(&app().services(&[
            &with(&[MAIL.receives("URL")]),
            &web("shop").paths(&["/shop"]).attach(&second[pick(bad, 1, 0)..]),
        ]));
    }),
    ("FW3013", "web/env/PG_URL", "service `web` attaches `main` twice", |bad, see| {
        let both = [DB.as_env("URL"), DB.as_env("PG_URL")];
        see(&app().services(&[&with(&both[pick(bad, 0, 1)..])]));
    }),
    (
        "FW4009",
        "main/capacity",
        "`capacity` of `main` has values for 3 environments, and the app has 1",
        |bad, see| {
            let capacity =
                pick(bad, per_env! { dev: Acu(1), staging: Acu(2), prod: Acu(2) }, same(Acu(2)));
            let app = App::new("shop", &ENVIRONMENTS[2..], Repository::github("acme/shop"));
            let database = DB.capacity(capacity);
            let pair = [MAIL.receives("MAIL_URL"), MAIL.sends("OUT_URL"), database.as_env("URL")];
            see(&app.services(&[&worker("web").attach(&pair)]));
        },
    ),
    ("FW4010", "Main", "store `Main` is not in kebab case", |bad, see| {
        let store = Postgres::new(pick(bad, "Main", "main"), PgVersion::V16);
        see(&app().services(&[&with(&[store.as_env("URL")])]));
    }),
    (
        "FW4012",
        "m-ain",
        "stores `main` of `web` and `m-ain` of `web` cannot be told apart",
        |bad, see| {
            let store = Postgres::new(pick(bad, "m-ain", "other"), PgVersion::V16);
            see(&app().services(&[&with(&[DB.as_env("URL"), store.as_env("OTHER_URL")])]));
        },
    ),
    (
        "FW4014",
        "orders-and-whatever-else-was-sold-to-anyone-anywhere-in-any-shop-of-ours",
        "`orders-and-whatever-else-was-sold-to-anyone-anywhere-in-any-shop-of-ours` is too long: in `staging` the name of a database would have 72 characters, and AWS takes 63",
        |bad, see| {
            let name = pick(
                bad,
                "orders-and-whatever-else-was-sold-to-anyone-anywhere-in-any-shop-of-ours",
                "orders",
            );
            see(&app().services(&[&with(&[Postgres::new(name, PgVersion::V16).as_env("URL")])]));
        },
    ),
    ("FW4027", "main/capacity", "store `main` has capacity of 0 in `dev`", |bad, see| {
        let capacity = per_env! { dev: Acu(pick(bad, 0, 1)), staging: Acu(2), prod: Acu(2) };
        see(&app().services(&[&with(&[DB.capacity(capacity).as_env("URL")])]));
    }),
    ("FW4027", "mail/retention", "store `mail` has retention of 30 in `prod`", |bad, see| {
        let seconds =
            per_env! { dev: Seconds(60), staging: Seconds(60), prod: Seconds(pick(bad, 30, 60)) };
        let queue = MAIL.retention(seconds);
        let sender = web("shop").paths(&["/shop"]);
        let pair = [queue.sends("URL")];
        let receiver = MAIL.retention(same(Seconds(60)));
        see(&app().services(&[&with(&[receiver.receives("URL")]), &sender.attach(&pair)]));
    }),
];
