// Fills the start page from the contracts that the gateway carries. All text goes in as text, never as HTML.
"use strict";

const get = (path) => fetch(path).then((answer) => {
  if (!answer.ok) throw new Error(path + " answers " + answer.status);
  return answer.json();
});

function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
  node.append(...children);
  return node;
}
const cell = (...children) => element("td", {}, ...children);
const code = (text) => element("code", {}, text);

async function services() {
  const rows = document.getElementById("service-rows");
  const states = await get("/docs/services");
  rows.replaceChildren(...states.map((service) => element("tr", {},
    cell(service.name),
    cell(element("span", { class: service.state.toLowerCase() }, service.state.toLowerCase())),
    cell(String(service.instances)),
    cell(...service.state === "OFF" ? ["not part of this installation"] : [
      element("a", { href: "/swagger-ui.html?urls.primaryName=" + encodeURIComponent(service.name) }, "reference"), " · ",
      element("a", { href: "/v3/api-docs/" + service.name }, "OpenAPI")]))));
}

async function problems() {
  const catalogue = await get("/docs/contracts/problems.json");
  const rows = document.getElementById("problem-rows");
  const language = document.getElementById("language");
  const filter = document.getElementById("problem-filter");
  const all = catalogue.problems.map((problem) => ({
    problem,
    row: element("tr", { id: "problem-" + problem.code }),
  }));
  const show = () => all.forEach(({ problem, row }) => {
    const wanted = filter.value.trim().toLowerCase();
    row.hidden = wanted !== "" && !(problem.code + " " + problem.meaning[language.value]).toLowerCase().includes(wanted);
    row.replaceChildren(
      cell(element("a", { href: "#problem-" + problem.code }, code(problem.code))),
      cell(problem.status.join(", ")),
      element("td", { lang: language.value }, problem.meaning[language.value]),
      cell(problem.remedy));
  });
  rows.replaceChildren(...all.map(({ row }) => row));
  language.addEventListener("change", show);
  filter.addEventListener("input", show);
  show();
  if (location.hash.startsWith("#problem-")) {
    const hash = location.hash;
    location.hash = "";
    location.hash = hash;
  }
}

// One line per field; what a schema takes over from another is laid out with it.
function fields(schema, root, prefix = "") {
  if (schema.$ref) {
    const target = schema.$ref.slice(2).split("/").reduce((at, step) => at && at[step], root);
    return target ? fields(target, root, prefix) : [];
  }
  const required = new Set(schema.required || []);
  return Object.entries(schema.properties || {}).flatMap(([name, given]) => {
    const path = prefix + name;
    const field = given.$ref ? { ...given.$ref.slice(2).split("/").reduce((at, step) => at && at[step], root), ...given } : given;
    const type = [].concat(field.type || (field.properties ? "object" : "any")).join(" or ");
    const line = { path, type: field.format ? type + " (" + field.format + ")" : type, required: required.has(name), text: field.description || "" };
    const inside = field.type === "array" && field.items ? fields(field.items, root, path + "[].") : fields({ ...field, $ref: undefined }, root, path + ".");
    return [line, ...inside];
  }).concat((schema.allOf || []).flatMap((part) => fields(part, root, prefix)));
}

function ownerOf(ownership, path) {
  const rule = (ownership || []).find((one) => path === one.field || path.startsWith(one.field + ".") || path.startsWith(one.field + "["));
  return rule ? rule.owner + (rule.sync ? ", " + rule.sync : "") : "";
}

async function describe(body, message) {
  const reference = message.payload.schema.$ref.replace(/^\.\//, "");
  const schema = await get("/docs/contracts/" + reference);
  const table = element("table", {},
    element("thead", {}, element("tr", {}, ...["Field", "Type", "", "Owner and direction", "Meaning"].map((text) => element("th", {}, text)))),
    element("tbody", {}, ...fields(schema, schema).map((field) => element("tr", {},
      cell(code(field.path)), cell(field.type), cell(field.required ? "always" : ""), cell(ownerOf(message["x-ownership"], field.path)), cell(field.text)))));
  body.replaceChildren(table, element("h3", {}, "Example"), element("pre", {}, JSON.stringify(message.examples[0].payload, null, 2)));
}

async function events() {
  const catalogue = await get("/docs/contracts/asyncapi.json");
  const list = document.getElementById("event-list");
  const filter = document.getElementById("event-filter");
  const entries = [];
  Object.entries(catalogue.channels).forEach(([context, channel]) => {
    const group = element("div", {}, element("h3", {}, code(channel.address)), element("p", { class: "soft" }, channel.description));
    list.append(group);
    Object.keys(channel.messages).forEach((type) => {
      const message = catalogue.components.messages[type];
      const body = element("div", {}, "…");
      const entry = element("details", { id: "event-" + type }, element("summary", {}, code(type), element("span", {}, message.summary)), body);
      entry.addEventListener("toggle", () => entry.open && describe(body, message).catch((e) => body.replaceChildren(String(e))), { once: true });
      entries.push({ entry, group, text: (type + " " + message.summary).toLowerCase() });
      group.append(entry);
    });
  });
  filter.addEventListener("input", () => {
    entries.forEach(({ entry, text }) => {
      entry.hidden = !text.includes(filter.value.trim().toLowerCase());
    });
    entries.forEach(({ group }) => {
      group.hidden = !entries.some((one) => one.group === group && !one.entry.hidden);
    });
  });
}

for (const [place, fill] of [["service-rows", services], ["event-list", events], ["problem-rows", problems]]) {
  fill().catch((e) => document.getElementById(place).append(String(e)));
}
