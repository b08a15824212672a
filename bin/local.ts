import { resolve } from 'node:path';
import { playDemonstration, prepareFolder } from '../local/beginning.ts';
import { readyWord } from '../local/spawn.ts';
import { startLocalCloud } from '../local/start.ts';
import { synthesizeProgramme } from '../local/synthesize.ts';

/**
 * `npm start [-- --empty]`: the whole programme on this machine. PORT chooses the site's port (the door has the next
 * one), LOCAL_DATA the data folder, LOCAL_LOG=1 shows what the functions print.
 */
process.env.TZ = 'UTC'; // as on Lambda
const began = performance.now();
const seconds = () => `${((performance.now() - began) / 1000).toFixed(1).padStart(5)} s`;
const say = (text: string) => console.log(`${seconds()}  ${text}`);

function readPort(given = '8080'): number {
  const port = Number(given);
  if (!Number.isInteger(port) || port < 0 || port > 65_534) throw new Error(`PORT: ${given} is not a port`);
  return port;
}

let stopping = false;

async function start(): Promise<void> {
  const words = process.argv.slice(2);
  const unknown = words.filter((word) => word !== '--empty');
  if (unknown.length > 0) throw new Error(`unknown: ${unknown.join(' ')} (there is --empty)`);
  const port = readPort(process.env.PORT);
  const folder = resolve(process.env.LOCAL_DATA ?? '.local');
  const cdkOut = await synthesizeProgramme(process.env, say);
  const fills = prepareFolder(folder, !words.includes('--empty'));
  say('로컬 클라우드를 시작합니다 · starting the local cloud');
  const running = await startLocalCloud({ port, folder, cdkOut });
  const stop = () => {
    if (stopping) process.exit(130); // asked twice
    stopping = true;
    console.log('\n멈춥니다 · stopping');
    running.stop().then(
      () => process.exit(0),
      (error: Error) => {
        console.error(error.message);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  if (fills) {
    say('시연 자료를 채웁니다 · playing the demonstration');
    await playDemonstration(running, (text) => say(`  ${text}`));
  }
  if (stopping) return;
  say(readyWord);
  const { site, door } = running;
  console.log(`
  누리집    site       ${site}/
  담당자    staff      ${site}/staff/
  우편함    mailbox    ${door}/_local/mail
  시계      clock      ${door}/_local/clock
  API 문서  API        ${door}/_local/api/
  자료      data       ${folder}

  멈추려면 Ctrl-C · Ctrl-C stops it
`);
}

start().catch((error: Error) => {
  if (stopping) return; // what was under way could not be finished: the next start begins it anew
  console.error(`npm start: ${error.message}`);
  process.exit(1);
});
