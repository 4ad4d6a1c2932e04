//! The part of the compiler's walk that compares services with each other.
//!
//! One loop over the other services per service; outlines tell most pairs apart. What a service
//! calls, serves and attaches beyond the 128th of each is left to run time.

use crate::rules::description::{
    colliding_services, colliding_stores, partly_shared_host, twice_claimed_path,
};
use crate::rules::patterns::broken_deadline_budget;
use crate::rules::services::{
    contract_with_two_providers, contract_without_provider, queue_without_consumer,
    shared_database, shared_queue_consumers, store_attached_twice,
};
use crate::spec::{App, Attachment, Service};

use super::Findings;

/// What was found about a service so far: a bit for each of its calls, contracts or attachments.
struct Seen {
    collided: bool,
    claimed: bool,
    met: bool,
    provided: u128,
    rivalled: u128,
    stores: Stores,
}

/// What was found about each attachment.
struct Stores {
    colliding: u128,
    shared: u128,
    contended: u128,
    doubled: u128,
    consumed: u128,
}

/// Judges the service at `position` beside all others.
pub(super) const fn judge<'a>(
    findings: &mut Findings<'_, 'a>,
    app: &App<'a>,
    position: usize,
    service: &Service<'a>,
) {
    let stores = Stores { colliding: 0, shared: 0, contended: 0, doubled: 0, consumed: 0 };
    let mut seen =
        Seen { collided: false, claimed: false, met: false, provided: 0, rivalled: 0, stores };
    let (own, count, outline) = (app.service_list(), app.service_count(), service.outline());
    let mut i = 0;
    while i < count {
        let other = if i < own.len() { own[i] } else { app.service_at(i) };
        let theirs = other.outline();
        if outline.calls & theirs.serves != 0 {
            calls(findings, &mut seen, service, other);
        }
        if outline.stores & theirs.stores != 0 {
            attachments(findings, &mut seen.stores, (service, position), (other, i));
        }
        if i < position {
            if !seen.collided && service.hash() == other.hash() {
                findings.add(colliding_services::judge(other, service));
                seen.collided = true;
            }
            if !seen.claimed && outline.claims & theirs.claims != 0 {
                let found = twice_claimed_path::judge(app, other, service);
                seen.claimed = found.is_some();
                findings.add(found);
            }
            if !seen.met && outline.hosts & theirs.hosts != 0 {
                seen.met = partly_shared_host::meet(app, other, service);
                findings.add(partly_shared_host::judge(app, other, service));
            }
            if outline.serves & theirs.serves != 0 {
                contracts(findings, &mut seen, service, other);
            }
        }
        i += 1;
    }
    unanswered(findings, &seen, service);
}

/// The bit of the thing at `index`.
const fn bit(index: usize) -> u128 {
    if index < 128 { 1 << index } else { 0 }
}

/// Judges calls of a service beside what another one serves.
const fn calls<'a>(
    findings: &mut Findings<'_, 'a>,
    seen: &mut Seen,
    service: &Service<'a>,
    other: &Service<'a>,
) {
    let (called, served) = (service.called(), other.served());
    let mut c = 0;
    while c < called.len() {
        let mut s = 0;
        while s < served.len() {
            if called[c].api().is(&served[s]) {
                // A second provider is a finding of its own.
                if seen.provided & bit(c) == 0 {
                    findings.add(broken_deadline_budget::judge(service, &called[c], other));
                }
                seen.provided |= bit(c);
                break;
            }
            s += 1;
        }
        c += 1;
    }
}

/// Judges what a service serves beside what an earlier one serves.
const fn contracts<'a>(
    findings: &mut Findings<'_, 'a>,
    seen: &mut Seen,
    service: &Service<'a>,
    earlier: &Service<'a>,
) {
    let (served, theirs) = (service.served(), earlier.served());
    let mut s = 0;
    while s < served.len() {
        let mut t = 0;
        while t < theirs.len() && seen.rivalled & bit(s) == 0 {
            if served[s].is(&theirs[t]) && !serves_before(service, s) {
                let name = served[s].name();
                findings.add(Some(contract_with_two_providers::judge(earlier, service, name)));
                seen.rivalled |= bit(s);
            }
            t += 1;
        }
        s += 1;
    }
}

/// Whether a service names the contract at `index` of what it serves before that.
const fn serves_before(service: &Service<'_>, index: usize) -> bool {
    let served = service.served();
    let mut i = 0;
    while i < index {
        if served[i].is(&served[index]) {
            return true;
        }
        i += 1;
    }
    false
}

/// Judges what a service attaches beside what another one, or itself, attaches.
const fn attachments<'a>(
    findings: &mut Findings<'_, 'a>,
    seen: &mut Stores,
    (service, position): (&Service<'a>, usize),
    (other, at): (&Service<'a>, usize),
) {
    let (mine, theirs) = (service.attachments(), other.attachments());
    let mut m = 0;
    while m < mine.len() {
        let mut t = 0;
        while t < theirs.len() {
            if mine[m].store().hash() == theirs[t].store().hash() {
                if queue_without_consumer::is_other_end(&mine[m], &theirs[t]) {
                    seen.consumed |= bit(m);
                }
                if at < position || at == position && t < m {
                    attachment(findings, seen, bit(m), (other, &theirs[t]), (service, &mine[m]));
                }
            }
            t += 1;
        }
        m += 1;
    }
}

/// Judges an attachment beside an earlier one of the same name, by each rule once.
const fn attachment<'a>(
    findings: &mut Findings<'_, 'a>,
    seen: &mut Stores,
    bit: u128,
    (first, earlier): (&Service<'a>, &Attachment<'a>),
    (second, later): (&Service<'a>, &Attachment<'a>),
) {
    if seen.colliding & bit == 0 {
        let found = colliding_stores::judge(first, earlier, second, later);
        seen.colliding |= if found.is_some() { bit } else { 0 };
        findings.add(found);
    }
    if seen.shared & bit == 0 {
        let found = shared_database::judge(first, earlier, second, later);
        seen.shared |= if found.is_some() { bit } else { 0 };
        findings.add(found);
    }
    if seen.contended & bit == 0 {
        let found = shared_queue_consumers::judge(first, earlier, second, later);
        seen.contended |= if found.is_some() { bit } else { 0 };
        findings.add(found);
    }
    if seen.doubled & bit == 0 {
        let found = store_attached_twice::judge(first, earlier, second, later);
        seen.doubled |= if found.is_some() { bit } else { 0 };
        findings.add(found);
    }
}

/// Judges the calls that nobody answers and the queues that nobody empties.
const fn unanswered<'a>(findings: &mut Findings<'_, 'a>, seen: &Seen, service: &Service<'a>) {
    let calls = service.called();
    let mut c = 0;
    while c < calls.len() && c < 128 {
        if seen.provided & bit(c) == 0 {
            findings.add(contract_without_provider::judge(service, &calls[c]));
        }
        c += 1;
    }
    let attachments = service.attachments();
    let mut a = 0;
    while a < attachments.len() && a < 128 {
        if seen.stores.consumed & bit(a) == 0 {
            findings.add(queue_without_consumer::judge(service, &attachments[a]));
        }
        a += 1;
    }
}
