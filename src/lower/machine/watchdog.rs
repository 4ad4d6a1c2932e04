//! The watchdog: settles what a canary left that was aborted, timed out or failed.
//!
//! Its input is the event that the canary's execution ended. If that execution holds the lease, all
//! traffic goes to the colour that the record calls live, the other colour's tasks stop, and the
//! lease is freed. If it does not, there is nothing to settle.

use crate::ir::Value;

use super::asl::{States, all, choice, compare, fail, notify, succeed, then};
use super::{COLOURS, Subject, record, shift};

/// After how many seconds it is stopped, which its alarm tells of.
const LONGEST: i64 = 3600;

/// The machine's definition.
pub fn definition(subject: &Subject<'_>) -> Value {
    let mut states = States::default();
    let unsettled = "NotifyNotSettled";
    states.add("ReadRecord", record::read(&subject.table, unsettled).patient().next("HoldsLease"));
    let lease = "$.Record.Found.Item.Lease.S";
    let held = all([
        compare(lease, "IsPresent", true),
        compare(lease, "StringEqualsPath", "$.detail.executionArn"),
    ]);
    states.add("HoldsLease", choice(vec![then(held, "WhichIsLive")], "NothingToSettle"));
    states.add("NothingToSettle", succeed());
    let live = "$.Record.Found.Item.Live.S";
    let green = then(compare(live, "StringEquals", COLOURS[1]), "GreenLive");
    states.add("WhichIsLive", choice(vec![green], "BlueLive"));
    shift::colours(&mut states, subject, "ResetWeights");
    shift::reset(&mut states, subject, "ScaleDownIdle", unsettled);
    let idle = shift::stop(subject, "$.Colours.Idle.Service", "FreeLease").tolerated();
    states.add("ScaleDownIdle", idle.next("FreeLease"));
    let free = record::free(subject, "$.detail.executionArn", "SETTLED", unsettled);
    states.add("FreeLease", free.next("NotifySettled"));
    let of = "$.detail.name";
    let message = "Release {} ended early; the old one is live and has all traffic: {}";
    notify(&mut states, subject, ("NotifySettled", "Settled"), message, of);
    states.add("Settled", succeed());
    let message = "Release {} ended early and could not be settled: {}";
    notify(&mut states, subject, (unsettled, "NotSettled"), message, of);
    let cause = "see which colour the record calls live, and give it all traffic";
    states.add("NotSettled", fail("Canary.NotSettled", cause));
    let comment = format!("Settles what a canary of {} left", subject.service);
    states.machine(comment, "ReadRecord", LONGEST)
}
