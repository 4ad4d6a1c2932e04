//! Explores everything a machine may do, breadth first, so that the first way to a configuration is
//! a shortest one.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::config::Config;
use super::step::{Breach, End, Runner, To};

/// Everything that a machine may do.
#[derive(Debug, Default)]
pub(super) struct Graph {
    pub(super) nodes: Vec<Node>,
    pub(super) ends: Vec<Ending>,
    /// What is wrong at nodes.
    pub(super) breaches: Vec<(usize, Breach)>,
}

/// A configuration that an execution may come to.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) config: Rc<Config>,
    /// The node before it on a shortest way, and what happens there.
    pub(super) from: Option<(usize, String)>,
    /// The nodes after it; those that are bounded elsewhere stay out.
    next: Vec<usize>,
    /// Seconds waited on the way to it, since traffic was first shifted; `None` once a wait is not
    /// known.
    pub(super) baked: Option<i64>,
}

/// An end of an execution.
#[derive(Debug)]
pub(super) struct Ending {
    pub(super) node: usize,
    pub(super) how: String,
    pub(super) end: End,
    pub(super) config: Config,
    /// See [`Node::baked`].
    pub(super) baked: Option<i64>,
}

/// The machine has more configurations than are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooLarge;

/// Explores from some configurations; `budget` is how many more may be looked at.
pub(super) fn explore(
    runner: Runner<'_, '_>,
    starts: Vec<Config>,
    budget: &mut usize,
) -> Result<Graph, TooLarge> {
    let mut graph = Graph::default();
    let mut index: BTreeMap<Rc<Config>, usize> = BTreeMap::new();
    for start in starts {
        let config = Rc::new(start);
        index.entry(config.clone()).or_insert_with(|| {
            graph.nodes.push(Node { config, from: None, next: Vec::new(), baked: Some(0) });
            graph.nodes.len() - 1
        });
    }
    let mut at = 0;
    while at < graph.nodes.len() {
        *budget = budget.checked_sub(1).ok_or(TooLarge)?;
        let config = graph.nodes[at].config.clone();
        let steps = runner.step(&config);
        graph.breaches.extend(steps.breaches.into_iter().map(|it| (at, it)));
        for edge in steps.edges {
            let waited = if config.has_shifted { edge.waits_for() } else { Some(0) };
            let baked = graph.nodes[at].baked.zip(waited).map(|(one, two)| one.saturating_add(two));
            match edge.to {
                To::End(end, config) => {
                    let ending = Ending { node: at, how: edge.how, end, config: *config, baked };
                    graph.ends.push(ending);
                }
                To::Config(next) => {
                    let next = Rc::new(*next);
                    let known = index.get(&next).copied();
                    let target = known.unwrap_or_else(|| {
                        let from = Some((at, edge.how));
                        index.insert(next.clone(), graph.nodes.len());
                        graph.nodes.push(Node { config: next, from, next: Vec::new(), baked });
                        graph.nodes.len() - 1
                    });
                    if !edge.is_again {
                        graph.nodes[at].next.push(target);
                    }
                }
            }
        }
        at += 1;
    }
    Ok(graph)
}

impl Graph {
    /// The nodes on the way to a node, itself last, with what happens at each but the last.
    pub(super) fn way(&self, node: usize) -> Vec<(usize, String)> {
        let mut way = vec![(node, String::new())];
        let mut at = node;
        while let Some((before, how)) = &self.nodes[at].from {
            way.push((*before, how.clone()));
            at = *before;
        }
        way.reverse();
        way
    }

    /// The states that executions come to.
    pub(super) fn reached(&self) -> BTreeSet<usize> {
        self.nodes.iter().map(|it| it.config.at).collect()
    }

    /// The nodes of a way that leads back to its start, if there is one.
    pub(super) fn circle(&self) -> Option<Vec<usize>> {
        let mut open: Vec<usize> = self.nodes.iter().map(|it| it.next.len()).collect();
        let mut before: Vec<Vec<usize>> = vec![Vec::new(); self.nodes.len()];
        for (at, node) in self.nodes.iter().enumerate() {
            node.next.iter().for_each(|next| before[*next].push(at));
        }
        // What leads to ends alone is taken off, from the ends back.
        let mut done: Vec<usize> = (0..open.len()).filter(|at| open[*at] == 0).collect();
        while let Some(at) = done.pop() {
            for &it in &before[at] {
                open[it] -= 1;
                if open[it] == 0 {
                    done.push(it);
                }
            }
        }
        let mut at = (0..open.len()).find(|at| open[*at] > 0)?;
        let mut way: Vec<usize> = Vec::new();
        let mut seen = BTreeMap::new();
        loop {
            if let Some(start) = seen.insert(at, way.len()) {
                return Some(way.split_off(start));
            }
            way.push(at);
            at = *self.nodes[at].next.iter().find(|it| open[**it] > 0)?;
        }
    }
}
