// Drives the developer pages of a running suite in headless Chromium. Prints one line per claim, exits 1 at the first that does not hold.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

const offset = Number(process.env.PORTAL_PORT_OFFSET ?? 0);
const gateway = process.env.PORTAL_GATEWAY_URL ?? `http://127.0.0.1:${8080 + offset}`;
const user = process.env.PORTAL_BROWSER_USER ?? "darcel.admin";
const password = process.env.PORTAL_DEMO_PASSWORD ?? "portal";
const pictures = process.env.PORTAL_BROWSER_PICTURES ?? "pictures";
mkdirSync(pictures, { recursive: true });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
const page = await context.newPage();
page.setDefaultTimeout(30_000);
const complaints = [];
page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
page.on("pageerror", (error) => complaints.push(String(error)));
const picture = (name) => page.screenshot({ path: join(pictures, name + ".png") });
const claim = (text) => console.log("ok   " + text);

try {
  await page.goto(gateway + "/");
  await page.waitForSelector("#service-rows tr");
  await page.waitForSelector("#problem-rows tr");
  await picture("1-start");
  assert.ok(await page.locator("#service-rows .up").count() > 0, "a service is up");
  claim("the start page lists the services and their state");

  await page.fill("#event-filter", "deal.won");
  await page.locator("[id='event-deal.won'] summary").click();
  await page.waitForSelector("[id='event-deal.won'] pre");
  await page.locator("#events").scrollIntoViewIfNeeded();
  await picture("2-event");
  assert.match(await page.locator("[id='event-deal.won']").innerText(), /dealId[\s\S]*deal-service[\s\S]*CRM to portal/);
  claim("an event shows its fields, their owners and an example");

  await page.goto(gateway + "/problems/deal.customer-protected");
  await page.waitForSelector("[id='problem-deal.customer-protected'] td");
  assert.match(page.url(), /#problem-deal\.customer-protected$/);
  await page.selectOption("#language", "hu");
  await picture("3-problem");
  claim("a problem's type leads to its meaning and remedy");
  assert.deepEqual(complaints, []);
  claim("the browser has no complaint, so the content policy holds");

  await page.goto(gateway + "/swagger-ui.html?urls.primaryName=partner-service");
  await page.waitForSelector(".opblock");
  await page.locator(".auth-wrapper .authorize").first().click();
  await page.locator(".modal-ux .scopes input[type=checkbox]").first().setChecked(true, { force: true });
  const [login] = await Promise.all([
    context.waitForEvent("page"),
    page.locator(".modal-ux .auth-btn-wrapper .authorize").first().click(),
  ]);
  await login.fill("#username", user);
  await login.fill("#password", password);
  const closed = login.waitForEvent("close");
  await login.locator("#kc-login").click();
  await closed;
  await page.waitForSelector(".modal-ux .auth-btn-wrapper button:has-text('Logout')");
  await picture("4-logged-in");
  claim(user + " logs in with an authorization code and PKCE");
  await page.locator(".modal-ux .btn-done").first().click();

  const call = async () => {
    const operation = page.locator("#operations-Partners-getPartners");
    if (!(await operation.locator(".try-out__btn").isVisible().catch(() => false))) {
      await operation.locator(".opblock-summary-control").click();
      await operation.locator(".try-out__btn").click();
    }
    const answered = page.waitForResponse((answer) => new URL(answer.url()).pathname === "/api/v1/partners");
    await operation.locator(".execute").click();
    const answer = await answered;
    await operation.locator(".live-responses-table .response-col_status").first().waitFor();
    await operation.locator(".live-responses-table").scrollIntoViewIfNeeded();
    return answer;
  };
  const seen = await call();
  assert.equal(seen.status(), 200);
  assert.ok(Array.isArray((await seen.json()).items));
  await picture("5-answer");
  claim("a call with the token is answered and shown");

  await page.locator(".auth-wrapper .authorize").first().click();
  await page.locator(".modal-ux button:has-text('Logout')").first().click();
  await page.locator(".modal-ux .btn-done").first().click();
  const refused = await call();
  assert.equal(refused.status(), 401);
  assert.equal((await refused.json()).code, "security.token-missing");
  await picture("6-logged-out");
  claim("after logging out the same call is refused with a problem");
} catch (error) {
  await picture("failed").catch(() => {});
  console.error("FAIL " + (error.stack ?? error));
  process.exitCode = 1;
} finally {
  await browser.close();
}
