//! `count` and `for_each`: how many there are of a resource or module.

use std::sync::Arc;

use crate::ir::lifted::{Data, Field, Node, Span};
use crate::manifest::terraform::syntax::{Block, Expression};

use super::collection::{elements, position_of};
use super::{Caller, Each, Evaluator, Instance, Scope, plain};

/// How many of one resource are told apart.
const MOST: usize = 64;
/// How many calls may lead to a module.
const DEEPEST: usize = 16;
/// How many times modules are called for one root.
const MOST_CALLS: usize = 512;

/// A resource that a reference can name.
#[derive(Clone, Debug)]
pub(in super::super) struct Made {
    /// The module it is in.
    pub(in super::super) instance: usize,
    /// Its block, by position.
    pub(in super::super) block: usize,
    /// Which of several it is, as its address says it: `["a"]`, `[0]`.
    pub(in super::super) key: String,
    /// What `each` and `count` stand for in it.
    pub(in super::super) each: Option<Arc<Each>>,
}

/// What a block with `count` or `for_each` becomes, by number.
#[derive(Debug)]
pub(in super::super) enum Expansion {
    /// One, without a key.
    One(usize),
    /// As many as `count` says.
    Count(Vec<usize>),
    /// One for each key.
    Each(Vec<(Node, usize)>),
    /// One that stands for however many there are.
    Unsure(usize),
    /// What cannot be read, or hangs on itself.
    Nothing,
}

impl Expansion {
    /// The only one, if it has no key.
    pub(in super::super) fn single(&self) -> Option<usize> {
        match self {
            Self::One(id) | Self::Unsure(id) => Some(*id),
            Self::Count(_) | Self::Each(_) | Self::Nothing => None,
        }
    }

    /// All of them.
    pub(in super::super) fn all(&self) -> Vec<usize> {
        match self {
            Self::One(id) | Self::Unsure(id) => vec![*id],
            Self::Count(ids) => ids.clone(),
            Self::Each(ids) => ids.iter().map(|(_, id)| *id).collect(),
            Self::Nothing => Vec::new(),
        }
    }

    /// A list or object of them.
    pub(super) fn each(&self, span: Span, value: impl Fn(usize) -> Node) -> Option<Node> {
        let data = match self {
            Self::One(id) | Self::Unsure(id) => return Some(value(*id)),
            Self::Count(ids) => Data::List(ids.iter().map(|id| value(*id)).collect()),
            Self::Each(ids) => Data::Object(
                ids.iter()
                    .filter_map(|(key, id)| {
                        let text = key.literal_text()?;
                        Some(Field { key: text, key_span: key.span, value: value(*id) })
                    })
                    .collect(),
            ),
            Self::Nothing => return None,
        };
        Some(Node::new(span, data))
    }
}

/// The keys of what a block becomes.
enum Keys {
    One,
    Count(Vec<Arc<Each>>),
    Each(Vec<Arc<Each>>),
    Unsure(Arc<Each>),
}

impl<'m> Evaluator<'m> {
    /// What a resource becomes.
    pub(in super::super) fn resources(&mut self, instance: usize, block: usize) -> Arc<Expansion> {
        match self.instances[instance].resources.get(&block) {
            Some(Some(known)) => return Arc::clone(known),
            Some(None) => return Arc::new(Expansion::Nothing),
            None => {}
        }
        self.instances[instance].resources.insert(block, None);
        let written = self.instances[instance].index.resources[block].block;
        let keys = self.keys(Scope::of(instance), written);
        let expansion = keys.expansion(|key, each| {
            self.made.push(Made { instance, block, key, each });
            self.made.len() - 1
        });
        let expansion = Arc::new(expansion);
        self.instances[instance].resources.insert(block, Some(Arc::clone(&expansion)));
        expansion
    }

    /// What a call of a module becomes: the modules it makes.
    pub(in super::super) fn calls(&mut self, instance: usize, call: usize) -> Arc<Expansion> {
        match self.instances[instance].calls.get(&call) {
            Some(Some(known)) => return Arc::clone(known),
            Some(None) => return Arc::new(Expansion::Nothing),
            None => {}
        }
        self.instances[instance].calls.insert(call, None);
        let (name, block) = self.instances[instance].index.calls[call];
        let depth = self.instances[instance].depth + 1;
        let folder = self.instances[instance].index.called(block);
        let index = folder.and_then(|folder| self.modules.get(folder.as_str()));
        let index = index.filter(|index| depth <= DEEPEST && !self.is_called_by(instance, index));
        let expansion = match index {
            None => Expansion::Nothing,
            Some(index) => {
                let keys = self.keys(Scope::of(instance), block);
                if self.instances.len() + keys.len() > MOST_CALLS {
                    Expansion::Nothing
                } else {
                    let prefix = self.instances[instance].prefix.clone();
                    keys.expansion(|key, each| {
                        let caller = Caller { instance, block, each };
                        let prefix = format!("{prefix}module.{name}{key}.");
                        let mut made = Instance::new(index, prefix, Some(caller));
                        made.depth = depth;
                        self.instances.push(made);
                        self.instances.len() - 1
                    })
                }
            }
        };
        let expansion = Arc::new(expansion);
        self.instances[instance].calls.insert(call, Some(Arc::clone(&expansion)));
        expansion
    }

    fn is_called_by(&self, mut instance: usize, index: &super::Index<'m>) -> bool {
        loop {
            let it = &self.instances[instance];
            if std::ptr::eq(it.index.module, index.module) {
                return true;
            }
            match &it.caller {
                Some(caller) => instance = caller.instance,
                None => return false,
            }
        }
    }

    fn keys(&mut self, scope: Scope<'_>, block: &Block) -> Keys {
        if let Some(count) = block.body.get("count") {
            return self.count(scope, count);
        }
        match block.body.get("for_each") {
            Some(over) => self.for_each(scope, over),
            None => Keys::One,
        }
    }

    fn count(&mut self, scope: Scope<'_>, expression: &Expression) -> Keys {
        let count = self.eval(scope, expression);
        let is_decided = self.decided(&count).is_some();
        let most = count.branches().into_iter().map(|it| plain(it).and_then(Node::integer)).max();
        let most = most.flatten().and_then(|it| usize::try_from(it).ok());
        match most {
            Some(most) if most <= MOST && (most > 0 || is_decided) => {
                let key = |position| Node::new(expression.span, position_of(position));
                let each = |position| Arc::new(Each { key: key(position), value: key(position) });
                Keys::Count((0..most).map(each).collect())
            }
            _ => Keys::Unsure(unsure(expression.span)),
        }
    }

    fn for_each(&mut self, scope: Scope<'_>, expression: &Expression) -> Keys {
        let over = self.eval(scope, expression);
        let is_decided = self.decided(&over).is_some();
        let branches = over.branches().into_iter();
        let most = branches.filter_map(|it| Some((it, elements(it)?))).max_by_key(|it| it.1.len());
        let Some((over, elements)) = most else { return Keys::Unsure(unsure(expression.span)) };
        if elements.len() > MOST || (elements.is_empty() && !is_decided) {
            return Keys::Unsure(unsure(expression.span));
        }
        let is_set = matches!(over.data, Data::List(_));
        let mut each = Vec::with_capacity(elements.len());
        for (key, value) in elements {
            let value = self.copy(value);
            let key = if is_set { value.clone() } else { key };
            if plain(&key).and_then(Node::literal_text).is_none() {
                return Keys::Unsure(unsure(expression.span));
            }
            each.push(Arc::new(Each { key, value }));
        }
        Keys::Each(each)
    }
}

fn unsure(span: Span) -> Arc<Each> {
    let key = Node::unknown(span, "how many there are is decided at deployment");
    Arc::new(Each { value: key.clone(), key })
}

impl Keys {
    fn len(&self) -> usize {
        match self {
            Self::One | Self::Unsure(_) => 1,
            Self::Count(each) | Self::Each(each) => each.len(),
        }
    }

    fn expansion(self, mut make: impl FnMut(String, Option<Arc<Each>>) -> usize) -> Expansion {
        match self {
            Self::One => Expansion::One(make(String::new(), None)),
            Self::Unsure(each) => Expansion::Unsure(make(String::new(), Some(each))),
            Self::Count(each) => {
                let make = |(position, each)| make(format!("[{position}]"), Some(each));
                Expansion::Count(each.into_iter().enumerate().map(make).collect())
            }
            Self::Each(each) => {
                let make = |each: Arc<Each>| {
                    let text = each.key.literal_text().unwrap_or_default();
                    let id = make(format!("[\"{text}\"]"), Some(Arc::clone(&each)));
                    (each.key.clone(), id)
                };
                Expansion::Each(each.into_iter().map(make).collect())
            }
        }
    }
}
