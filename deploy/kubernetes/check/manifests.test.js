// The manifests against the Kubernetes schemas, without a cluster: node --test, after npm ci.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseAllDocuments } from 'yaml';

const FOLDERS = ['base', 'example'];
const text = path => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const files = folder => readdirSync(new URL(`../${folder}/`, import.meta.url));
const documents = path =>
    parseAllDocuments(text(path)).map(document => {
        assert.deepEqual(document.errors, [], path);
        return document.toJS();
    });

const manifests = FOLDERS.flatMap(folder =>
    files(folder)
        .filter(file => file.endsWith('.yaml') && file !== 'kustomization.yaml')
        .flatMap(file => documents(`${folder}/${file}`).map(manifest => ({ path: `${folder}/${file}`, manifest }))),
);
const ofKind = (...kinds) => manifests.map(m => m.manifest).filter(m => kinds.includes(m.kind));
const workloads = ofKind('Deployment', 'StatefulSet');
const selects = (selector, labels) =>
    Object.entries(selector).every(([name, value]) => labels[name] === value);

const model = async ({ apiVersion, kind }) => {
    const module = await import(`kubernetes-models/${apiVersion}`);
    assert.ok(module[kind], `Kubernetes has no ${kind} in ${apiVersion}`);
    return module[kind];
};

// The schemas allow members they do not know. A validator reads each member it knows, so what it did not read
// is a misspelt one.
function watched(value, path, unread) {
    if (value === null || typeof value !== 'object') return value;
    const children = new Map(Object.keys(value).map(key => [key, watched(value[key], `${path}/${key}`, unread)]));
    children.forEach((_, key) => unread.add(`${path}/${key}`));
    return new Proxy(value, {
        get(target, key) {
            unread.delete(`${path}/${String(key)}`);
            return children.get(key) ?? target[key];
        },
        ownKeys(target) {
            children.forEach((_, key) => unread.delete(`${path}/${key}`));
            return Reflect.ownKeys(target);
        },
    });
}

const check = async manifest => {
    const Model = await model(manifest);
    const unread = new Set();
    Model.prototype.validate.call(watched(manifest, '', unread));
    assert.deepEqual([...unread], [], 'members that Kubernetes does not know');
};

for (const { path, manifest } of manifests)
    test(`${path}: ${manifest.kind} ${manifest.metadata.name} is as Kubernetes wants it`, () => check(manifest));

test('a misspelt member is found, wherever it is', async () => {
    const [deployment] = documents('base/archive.yaml');
    const [container] = deployment.spec.template.spec.containers;
    container.livenessProbe.periodSecond = 10;
    container.securityContext.capabilities.dropp = 'ALL';
    deployment.speck = {};
    const pod = '/spec/template/spec/containers/0';
    await assert.rejects(check(deployment), {
        actual: [
            `${pod}/livenessProbe/periodSecond`,
            `${pod}/securityContext/capabilities/dropp`,
            '/speck',
        ],
    });
});

test('a member of the wrong type is found', async () => {
    const [deployment] = documents('base/archive.yaml');
    deployment.spec.template.spec.containers[0].ports[0].containerPort = '8080';
    await assert.rejects(check(deployment), /containerPort/);
});

for (const workload of workloads) {
    const { name } = workload.metadata;
    const labels = workload.spec.template.metadata.labels;
    const pod = workload.spec.template.spec;

    test(`${name} runs without root, capabilities, a token of the cluster or a writable image`, () => {
        assert.equal(pod.automountServiceAccountToken, false);
        assert.equal(pod.securityContext.runAsNonRoot, true);
        assert.equal(pod.securityContext.seccompProfile.type, 'RuntimeDefault');
        for (const { securityContext } of pod.containers)
            assert.deepEqual(securityContext, {
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                capabilities: { drop: ['ALL'] },
            });
    });

    test(`${name} has probes, requests and a limit of memory`, () => {
        for (const container of pod.containers) {
            for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe']) assert.ok(container[probe]);
            assert.ok(container.resources.requests.cpu);
            assert.ok(container.resources.limits.memory);
        }
    });

    test(`${name} is scaled, disrupted one at a time, reached by its service and fenced`, () => {
        assert.ok(selects(workload.spec.selector.matchLabels, labels));
        const [scaler] = ofKind('HorizontalPodAutoscaler').filter(m => m.spec.scaleTargetRef.name === name);
        assert.equal(scaler.spec.scaleTargetRef.kind, workload.kind);
        for (const kind of ['PodDisruptionBudget', 'NetworkPolicy', 'Service'])
            assert.ok(
                ofKind(kind).some(({ spec }) => {
                    const selector = spec.podSelector ?? spec.selector;
                    return selects(selector.matchLabels ?? selector, labels);
                }),
                kind,
            );
    });
}

test('every file is in its kustomization, and nothing else', () => {
    for (const folder of FOLDERS) {
        const [kustomization] = documents(`${folder}/kustomization.yaml`);
        const listed = kustomization.resources.filter(resource => resource.endsWith('.yaml'));
        const there = files(folder).filter(file => file.endsWith('.yaml') && file !== 'kustomization.yaml');
        assert.deepEqual(listed.toSorted(), there.toSorted());
    }
});
