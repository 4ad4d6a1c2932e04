//! Completes the files that an environment is deployed with: images and the release they are.
//!
//! The result has the same bytes that `synth --image NAME=REF --release ID` writes: what is given
//! takes its place among the stack's knobs, in their order.

use serde_json::{Map, Value, json};

/// A knob of a stack, in the order the back ends write them, and its value if it is given now.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Its name in the file.
    pub name: String,
    /// What it is given.
    pub given: Option<String>,
}

/// Whose file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A CloudFormation parameter file, in either of its forms.
    CloudFormation,
    /// A Terraform variable file.
    Terraform,
}

/// The file with what is given.
///
/// # Errors
/// What is wrong with it, if it is no parameter file.
pub fn complete(bytes: &[u8], form: Form, slots: &[Slot]) -> Result<Vec<u8>, String> {
    let mut document: Value = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    match (form, &mut document) {
        (Form::CloudFormation, Value::Object(object)) => match object.get_mut("Parameters") {
            Some(Value::Object(parameters)) => fill(parameters, slots, Neighbour::Before),
            _ => return Err("it has no object `Parameters`".to_owned()),
        },
        (Form::CloudFormation, Value::Array(list)) => fill_list(list, slots)?,
        (Form::Terraform, Value::Object(variables)) => fill(variables, slots, Neighbour::After),
        _ => return Err("it is no object".to_owned()),
    }
    Ok(crate::exchange::to_file(&document))
}

/// Which knob a new one is put beside: parameters start with knobs, variables end with them.
#[derive(Clone, Copy)]
enum Neighbour {
    Before,
    After,
}

fn fill(object: &mut Map<String, Value>, slots: &[Slot], neighbour: Neighbour) {
    for (index, slot) in slots.iter().enumerate() {
        let Some(given) = &slot.given else { continue };
        if let Some(value) = object.get_mut(&slot.name) {
            *value = json!(given);
            continue;
        }
        let keys: Vec<_> = object.keys().cloned().collect();
        let at = place(&keys, slots, index, neighbour);
        object.shift_insert(at, slot.name.clone(), json!(given));
    }
}

/// The form of `create-stack`: a list of keys and values.
fn fill_list(list: &mut Vec<Value>, slots: &[Slot]) -> Result<(), String> {
    for (index, slot) in slots.iter().enumerate() {
        let Some(given) = &slot.given else { continue };
        let key = |it: &Value| Some(it.get("ParameterKey")?.as_str()?.to_owned());
        let keys: Option<Vec<_>> = list.iter().map(key).collect();
        let keys = keys.ok_or("an element has no `ParameterKey`")?;
        let entry = json!({ "ParameterKey": slot.name, "ParameterValue": given });
        match keys.iter().position(|it| *it == slot.name) {
            Some(at) => list[at] = entry,
            None => list.insert(place(&keys, slots, index, Neighbour::Before), entry),
        }
    }
    Ok(())
}

/// Where a knob belongs among keys.
fn place(keys: &[String], slots: &[Slot], index: usize, neighbour: Neighbour) -> usize {
    let find = |slot: &Slot| keys.iter().position(|it| *it == slot.name);
    match neighbour {
        Neighbour::Before => slots[..index].iter().rev().find_map(find).map_or(0, |at| at + 1),
        Neighbour::After => slots[index + 1..].iter().find_map(find).unwrap_or(keys.len()),
    }
}
