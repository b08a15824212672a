import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { siteCode, staffCode } from './code.ts';

interface Request {
  uri: string;
}
type Answer = Request & { statusCode?: number; headers?: { location: { value: string } } };
type Handler = (event: { context: { eventType: string }; request: Request; response?: Answer }) => Answer;

const FILES = [
  'index.html',
  'give/index.html',
  '404.html',
  'en/index.html',
  'en/give/index.html',
  'en/404.html',
];
let folder = '';
let site: Handler;
let staff: Handler;
const load = (code: string) => runInNewContext(`${code};handler`) as Handler;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ithope-edge-'));
  for (const file of FILES) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), '');
  }
  site = load(siteCode(folder));
  staff = load(staffCode());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const request = (handler: Handler, uri: string) =>
  handler({ context: { eventType: 'viewer-request' }, request: { uri } });
const respond = (uri: string, statusCode = 200) =>
  site({ context: { eventType: 'viewer-response' }, request: { uri }, response: { uri: '', statusCode } });

describe('the site', () => {
  test.each([
    ['/', '/index.html'],
    ['/give/', '/give/index.html'],
    ['/en/', '/en/index.html'],
    ['/en/give/', '/en/give/index.html'],
    ['/assets/app.1a2b3c4d.css', '/assets/app.1a2b3c4d.css'],
    ['/favicon.ico', '/favicon.ico'],
    ['/404.html', '/404.html'],
  ])('%s is the file %s', (uri, file) => {
    expect(request(site, uri)).toEqual({ uri: file });
  });

  test.each([
    ['/give', '/give/'],
    ['/en/give', '/en/give/'],
    ['/en', '/en/'],
  ])('%s moves to %s', (uri, location) => {
    expect(request(site, uri)).toMatchObject({ statusCode: 301, headers: { location: { value: location } } });
  });

  test.each([
    ['/nowhere', '/404.html'],
    ['/nowhere/at/all/', '/404.html'],
    ['/en/nowhere/', '/en/404.html'],
    ['/english', '/404.html'],
    ['/constructor', '/404.html'],
  ])('%s is missing, said in its language', (uri, file) => {
    expect(request(site, uri)).toEqual({ uri: file });
  });

  test.each([
    ['/nowhere', 404],
    ['/404.html', 404],
    ['/en/404.html', 404],
    ['/give/', 200],
    ['/give/index.html', 200],
    ['/', 200],
    ['/assets/app.css', 200],
  ])('an answer for %s has the status %i', (uri, status) => {
    expect(respond(uri).statusCode).toBe(status);
  });

  test('the status of a redirect or a refusal is left alone', () => {
    expect(respond('/give', 301).statusCode).toBe(301);
    expect(respond('/data/nothing.json', 403).statusCode).toBe(403);
  });
});

describe('the staff app', () => {
  test.each([
    ['/staff/', '/staff/index.html'],
    ['/staff/devices/dev_01', '/staff/index.html'],
    ['/staff/signin', '/staff/index.html'],
    ['/staff/assets/app-1A2B.js', '/staff/assets/app-1A2B.js'],
  ])('%s is the file %s', (uri, file) => {
    expect(request(staff, uri)).toEqual({ uri: file });
  });
});

describe('bad input', () => {
  test('a site without a page for what is missing is refused', () => {
    expect(() => siteCode(join(folder, 'give'))).toThrow('there is no 404.html');
  });

  test('more pages than CloudFront takes are refused, with the size', () => {
    expect(() => siteCode(folder, `__PAGES__ __MISSING__${' '.repeat(11_000)}`)).toThrow(
      /\d+ bytes .* takes 10240/,
    );
  });
});
