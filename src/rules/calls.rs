//! The graph of calls between services: who waits for whom.

use std::collections::BTreeMap;

use crate::spec::{Call, Service};

/// Services that call each other, by position.
#[derive(Debug)]
pub struct CallGraph<C> {
    /// The calls that close a circle.
    pub closing: Vec<Step<C>>,
    /// Which services each one calls, without the calls that close a circle.
    callees: Vec<Vec<usize>>,
}

/// A call between two services, by position.
#[derive(Clone, Copy, Debug)]
pub struct Step<C> {
    /// Who calls.
    pub caller: usize,
    /// Who answers.
    pub callee: usize,
    /// The call.
    pub call: C,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    Not,
    Open,
    Done,
}

impl<'a> CallGraph<&'a Call<'a>> {
    /// The graph of the calls between `services`; a call goes to the first provider of its
    /// contract. Calls of a service to itself are left out.
    pub(super) fn new(
        services: &[&'a Service<'a>],
        providers: &BTreeMap<&'a str, Vec<usize>>,
    ) -> Self {
        let steps = services.iter().enumerate().flat_map(|(caller, service)| {
            service.called().iter().filter_map(move |call| {
                let callee = *providers.get(call.api().name())?.first()?;
                Some(Step { caller, callee, call })
            })
        });
        Self::of(services.len(), steps)
    }
}

impl<C: Copy> CallGraph<C> {
    /// The graph of so many services with these calls; calls of a service to itself are left out.
    pub(super) fn of(count: usize, calls: impl IntoIterator<Item = Step<C>>) -> Self {
        let mut steps = vec![Vec::new(); count];
        for step in calls {
            if step.callee != step.caller {
                steps[step.caller].push(step);
            }
        }
        let mut graph = Self { closing: Vec::new(), callees: vec![Vec::new(); count] };
        let mut visits = vec![Visit::Not; count];
        for start in 0..count {
            graph.visit(start, &steps, &mut visits);
        }
        graph
    }

    /// Visits what `start` calls, depth first, without recursion: chains may be long.
    fn visit(&mut self, start: usize, steps: &[Vec<Step<C>>], visits: &mut [Visit]) {
        if visits[start] != Visit::Not {
            return;
        }
        visits[start] = Visit::Open;
        let mut open = vec![(start, 0)];
        while let Some((service, next)) = open.pop() {
            let Some(step) = steps[service].get(next) else {
                visits[service] = Visit::Done;
                continue;
            };
            open.push((service, next + 1));
            match visits[step.callee] {
                Visit::Open => self.closing.push(*step),
                Visit::Done => self.callees[service].push(step.callee),
                Visit::Not => {
                    self.callees[service].push(step.callee);
                    visits[step.callee] = Visit::Open;
                    open.push((step.callee, 0));
                }
            }
        }
    }

    /// The longest chain of calls from each service that nobody calls, with that service.
    pub(super) fn chains(&self) -> Vec<(usize, Vec<usize>)> {
        let count = self.callees.len();
        let mut callers = vec![0; count];
        for callee in self.callees.iter().flatten() {
            callers[*callee] += 1;
        }
        let starts: Vec<usize> = (0..count).filter(|it| callers[*it] == 0).collect();
        let mut order = starts.clone();
        let mut position = 0;
        while position < order.len() {
            for callee in &self.callees[order[position]] {
                callers[*callee] -= 1;
                if callers[*callee] == 0 {
                    order.push(*callee);
                }
            }
            position += 1;
        }
        let mut depth = vec![0_usize; count];
        let mut next = vec![None; count];
        for service in order.into_iter().rev() {
            for callee in &self.callees[service] {
                if depth[*callee] + 1 > depth[service] {
                    depth[service] = depth[*callee] + 1;
                    next[service] = Some(*callee);
                }
            }
        }
        let chain = |start| std::iter::successors(Some(start), |it| next[*it]).collect();
        starts.into_iter().map(|start| (start, chain(start))).collect()
    }
}
