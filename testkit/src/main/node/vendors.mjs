// Push vendors for tests: HTTPS, HTTP/2, and as strict as the real ones. Signatures are checked by jose and messages
// decrypted by http_ece, so that nothing here shares a line with the code under test.
//
//   node vendors.mjs KEYSTORE PASSWORD FOLDER
//
// Writes the operators' key files into FOLDER, and one line of JSON with the addresses. A plain HTTP server on the loopback
// address takes orders: how to answer, and what came.
import crypto from "node:crypto";
import fs from "node:fs";
import http from "node:http";
import http2 from "node:http2";
import path from "node:path";
import ece from "http_ece";
import * as jose from "jose";
import { WebSocketServer } from "ws";

const [keystore, passphrase, folder] = process.argv.slice(2);
const pfx = fs.readFileSync(keystore);

const subscriptions = new Map(); // id -> { keys, secret }
const received = []; // what was taken, verified and decrypted
const requests = { total: 0, open: 0, mostOpen: 0 };
const behaviours = new Map(); // key, vendor or "*" -> [answers]; the last one stays if it says so
const problems = []; // what a vendor would have refused us for

const keyIdOfFcm = "fcm-key-1";
const apnsTeam = "TEAM123456";
const apnsKeyId = "KEY1234567";
const apnsTopic = "org.parley.app";

const rsa = crypto.generateKeyPairSync("rsa", { modulusLength: 2048 });
const ec = crypto.generateKeyPairSync("ec", { namedCurve: "P-256" });
const pem = (key) => key.export({ type: "pkcs8", format: "pem" });

const tokensGiven = new Map(); // access token -> expires at
let tokensAsked = 0;
const apnsTokensSeen = new Set();

function fail(status, message) {
  problems.push(message);
  return { status, body: JSON.stringify({ problem: message }) };
}

async function body(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

// What was ordered for this target, or its vendor: an answer instead of the usual one.
function ordered(...keys) {
  for (const key of keys) {
    const answers = behaviours.get(key);
    if (answers?.length) return answers[0].sticky ? answers[0] : answers.shift();
  }
  return undefined;
}

function serve(name, handle) {
  const server = http2.createSecureServer({ pfx, passphrase, allowHTTP1: true });
  server.on("request", async (request, response) => {
    requests.total++;
    requests.open++;
    requests.mostOpen = Math.max(requests.mostOpen, requests.open);
    response.on("close", () => requests.open--);
    try {
      const answer = await handle(request, await body(request), server.address().port);
      if (answer.hang) return;
      if (answer.delay) await new Promise((done) => setTimeout(done, answer.delay));
      response.writeHead(answer.status, answer.headers ?? {});
      response.end(answer.body ?? "");
    } catch (error) {
      problems.push(`${name}: ${error.stack}`);
      response.writeHead(500);
      response.end();
    }
  });
  server.on("sessionError", () => {});
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server.address().port)));
}

async function checkVapid(request, port) {
  const match = /^vapid t=([^,]+), ?k=([A-Za-z0-9_-]+)$/.exec(request.headers.authorization ?? "");
  if (!match) throw new Error("no VAPID header");
  const raw = Buffer.from(match[2], "base64url");
  const key = await jose.importJWK({
    kty: "EC", crv: "P-256", alg: "ES256",
    x: raw.subarray(1, 33).toString("base64url"), y: raw.subarray(33, 65).toString("base64url"),
  });
  const audience = `https://${request.headers[":authority"] ?? request.headers.host}`;
  const { payload } = await jose.jwtVerify(match[1], key, { algorithms: ["ES256"], audience });
  if (!(payload.exp <= Date.now() / 1000 + 24 * 3600)) throw new Error("exp is more than a day away");
  if (!/^(mailto:|https:)/.test(payload.sub)) throw new Error("sub is neither mailto: nor https:");
  return match[2];
}

async function web(request, content) {
  const id = request.url.replace(/^\/push\//, "");
  const order = ordered(id, "web");
  if (order && !order.slow) return order;
  const subscription = subscriptions.get(id);
  if (!subscription) return { status: 404 };
  let vapid;
  try {
    vapid = await checkVapid(request);
  } catch (error) {
    return fail(403, `VAPID: ${error.message}`);
  }
  if (subscription.browser) {
    forward(subscription, request.headers["content-encoding"], content);
    return { status: 201 };
  }
  const { ttl, urgency, topic } = request.headers;
  if (!/^\d+$/.test(ttl ?? "")) return fail(400, `TTL is ${ttl}`);
  if (!["very-low", "low", "normal", "high"].includes(urgency)) return fail(400, `Urgency is ${urgency}`);
  if (!/^[A-Za-z0-9_-]{1,32}$/.test(topic ?? "")) return fail(400, `Topic is ${topic}`);
  if (request.headers["content-encoding"] !== "aes128gcm") return fail(415, "not aes128gcm");
  if (content.length > 4096) return fail(413, `the body has ${content.length} bytes`);
  const clear = ece.decrypt(content, {
    version: "aes128gcm", privateKey: subscription.keys, authSecret: subscription.secret,
  });
  take("web", id, { ttl: Number(ttl), urgency, topic, vapid, http: request.httpVersion }, clear.toString());
  const headers = { location: `https://${request.headers[":authority"]}/message/1` };
  return { status: 201, headers, delay: order?.slow };
}

// As Mozilla's push server hands a message to Firefox: as it came, for only the browser can read it.
function forward({ browser, channelID }, encoding, content) {
  browser.send(JSON.stringify({
    messageType: "notification", channelID, version: crypto.randomUUID(), ttl: 60,
    data: content.toString("base64url"), headers: { encoding },
  }));
}

// What Firefox speaks with its push server.
function speak(browser) {
  browser.on("message", (text) => {
    const said = JSON.parse(text);
    switch (said.messageType) {
      case "hello":
        return browser.send(JSON.stringify({
          messageType: "hello", uaid: said.uaid || crypto.randomBytes(16).toString("hex"), status: 200,
          use_webpush: true, broadcasts: {},
        }));
      case "register": {
        const id = crypto.randomUUID();
        subscriptions.set(id, { browser, channelID: said.channelID });
        return browser.send(JSON.stringify({
          messageType: "register", channelID: said.channelID, status: 200,
          pushEndpoint: `https://127.0.0.1:${ports.web}/push/${id}`,
        }));
      }
      case "unregister":
        return browser.send(JSON.stringify({ messageType: "unregister", channelID: said.channelID, status: 200 }));
    }
  });
}

// A page that subscribes, and a worker that says what it got.
const page = `<!doctype html><script type="module">
const tell = (path, body) => fetch(path, { method: "POST", body: JSON.stringify(body) });
try {
  const worker = await navigator.serviceWorker.register("/worker.js");
  await navigator.serviceWorker.ready;
  const key = new URLSearchParams(location.search).get("key");
  const bytes = Uint8Array.from(atob(key.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const subscription = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes });
  await tell("/subscribed", subscription);
} catch (error) {
  await tell("/trouble", String(error));
}
</script>`;
const worker = `
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("push", (event) => event.waitUntil(Promise.all([
  fetch("/pushed", { method: "POST", body: event.data.text() }),
  self.registration.showNotification("Parley").catch(() => {}),
])));`;

const browserSaid = { subscribed: null, pushed: [], trouble: [] };

async function browserPages(request, response) {
  const url = new URL(request.url, "http://localhost");
  const content = (await body(request)).toString();
  const types = { "/": ["text/html", page], "/worker.js": ["text/javascript", worker] };
  if (types[url.pathname]) {
    response.writeHead(200, { "content-type": types[url.pathname][0] });
    return response.end(types[url.pathname][1]);
  }
  if (url.pathname === "/subscribed") browserSaid.subscribed = JSON.parse(content);
  if (url.pathname === "/pushed") browserSaid.pushed.push(JSON.parse(content));
  if (url.pathname === "/trouble") browserSaid.trouble.push(content);
  response.writeHead(204);
  response.end();
}

const browserServer = http.createServer(browserPages);
new WebSocketServer({ server: browserServer }).on("connection", speak);
await new Promise((done) => browserServer.listen(0, "127.0.0.1", done));

function take(vendor, id, headers, json) {
  received.push({ vendor, id, headers, payload: JSON.parse(json), at: Date.now() });
}

async function fcm(request, content, port) {
  if (request.url === "/token") return token(content, port);
  const message = JSON.parse(content).message;
  const order = ordered(message.token, "fcm");
  if (order) return order;
  const bearer = (request.headers.authorization ?? "").replace(/^Bearer /, "");
  if (!(tokensGiven.get(bearer) > Date.now())) return fail(401, "the access token is not one of ours");
  if (request.url !== "/v1/projects/parley-test/messages:send") return fail(404, `path ${request.url}`);
  const { data, android } = message;
  const bytes = Buffer.byteLength(JSON.stringify(data));
  if (bytes > 4096 + 16) return fail(400, `data has ${bytes} bytes`);
  if (!Object.values(data).every((value) => typeof value === "string")) return fail(400, "data has more than strings");
  if (!/^\d+s$/.test(android.ttl)) return fail(400, `ttl is ${android.ttl}`);
  if (!["HIGH", "NORMAL"].includes(android.priority)) return fail(400, `priority is ${android.priority}`);
  take("fcm", message.token, { ...android, http: request.httpVersion }, data.parley);
  return { status: 200, body: JSON.stringify({ name: "projects/parley-test/messages/1" }) };
}

async function token(content, port) {
  tokensAsked++;
  const order = ordered("fcm-token");
  if (order) return order;
  const form = new URLSearchParams(content.toString());
  if (form.get("grant_type") !== "urn:ietf:params:oauth:grant-type:jwt-bearer") return fail(400, "grant_type");
  const { payload, protectedHeader } = await jose.jwtVerify(form.get("assertion"), rsa.publicKey, {
    algorithms: ["RS256"], audience: `https://127.0.0.1:${port}/token`, issuer: "push@parley-test.example",
  });
  if (protectedHeader.kid !== keyIdOfFcm) return fail(400, "kid");
  if (!payload.scope.includes("firebase.messaging")) return fail(400, "scope");
  const given = crypto.randomBytes(24).toString("base64url");
  tokensGiven.set(given, Date.now() + 3600_000);
  return {
    status: 200, headers: { "content-type": "application/json" },
    body: JSON.stringify({ access_token: given, expires_in: 3600, token_type: "Bearer" }),
  };
}

async function apns(request, content) {
  const id = request.url.replace(/^\/3\/device\//, "");
  const order = ordered(id, "apns");
  if (order) return order;
  const bearer = (request.headers.authorization ?? "").replace(/^bearer /, "");
  apnsTokensSeen.add(bearer);
  try {
    const { payload, protectedHeader } = await jose.jwtVerify(bearer, ec.publicKey, {
      algorithms: ["ES256"], issuer: apnsTeam, maxTokenAge: "1h",
    });
    if (protectedHeader.kid !== apnsKeyId) throw new Error("kid");
  } catch (error) {
    return fail(403, `provider token: ${error.message}`);
  }
  const headers = request.headers;
  const silent = headers["apns-push-type"] === "background";
  if (request.httpVersion !== "2.0") return fail(400, "APNs speaks HTTP/2 only");
  if (headers["apns-topic"] !== apnsTopic) return fail(400, "apns-topic");
  if (!["alert", "background"].includes(headers["apns-push-type"])) return fail(400, "apns-push-type");
  if (silent && headers["apns-priority"] !== "5") return fail(400, "priority of a silent one");
  if (Buffer.byteLength(headers["apns-collapse-id"] ?? "") > 64) return fail(400, "apns-collapse-id");
  if (!/^\d+$/.test(headers["apns-expiration"] ?? "")) return fail(400, "apns-expiration");
  if (content.length > 4096) return fail(413, `the payload has ${content.length} bytes`);
  const { aps } = JSON.parse(content);
  if (silent ? aps["content-available"] !== 1 || aps.alert : !aps.alert?.body) return fail(400, "aps");
  take("apns", id, {
    type: headers["apns-push-type"], priority: headers["apns-priority"], collapse: headers["apns-collapse-id"],
    expiration: Number(headers["apns-expiration"]), http: request.httpVersion,
  }, content.toString());
  return { status: 200, headers: { "apns-id": crypto.randomUUID() } };
}

const ports = {
  web: await serve("web", web),
  web2: await serve("web2", web),
  fcm: await serve("fcm", fcm),
  apns: await serve("apns", apns),
};

fs.writeFileSync(path.join(folder, "account.json"), JSON.stringify({
  type: "service_account", project_id: "parley-test", private_key_id: keyIdOfFcm, private_key: pem(rsa.privateKey),
  client_email: "push@parley-test.example", token_uri: `https://127.0.0.1:${ports.fcm}/token`,
}));
fs.writeFileSync(path.join(folder, "AuthKey.p8"), pem(ec.privateKey));

const orders = {
  "POST /subscriptions"() {
    const keys = crypto.createECDH("prime256v1");
    keys.generateKeys();
    const secret = crypto.randomBytes(16);
    const id = crypto.randomUUID();
    subscriptions.set(id, { keys, secret });
    return { id, p256dh: keys.getPublicKey("base64url"), auth: secret.toString("base64url") };
  },
  "POST /behave"(asked) {
    behaviours.set(asked.key, asked.answers);
    return {};
  },
  "POST /forget"() {
    behaviours.clear();
    received.length = 0;
    problems.length = 0;
    requests.mostOpen = requests.open;
    return {};
  },
  "GET /received"(_, query) {
    const id = query.get("id");
    return received.filter((one) => !id || one.id === id);
  },
  "GET /counts"() {
    const counts = {};
    for (const one of received) counts[one.id] = (counts[one.id] ?? 0) + 1;
    return counts;
  },
  "GET /browser"() {
    return browserSaid;
  },
  "GET /state"() {
    return { ...requests, received: received.length, problems, tokensAsked, apnsTokens: apnsTokensSeen.size };
  },
};

const control = http.createServer(async (request, response) => {
  const url = new URL(request.url, "http://localhost");
  const content = await body(request);
  const order = orders[`${request.method} ${url.pathname}`];
  const answer = order?.(content.length ? JSON.parse(content) : {}, url.searchParams);
  response.writeHead(order ? 200 : 404, { "content-type": "application/json" });
  response.end(JSON.stringify(answer ?? {}));
});
control.listen(0, "127.0.0.1", () =>
  console.log(JSON.stringify({ ...ports, browser: browserServer.address().port, control: control.address().port, apnsTeam, apnsKeyId, apnsTopic })));

// The test that started us holds our input open.
process.stdin.on("end", () => process.exit(0)).resume();
