import { App } from 'aws-cdk-lib';
import { build } from '../lib/build.ts';
import { deployProgramme } from '../lib/programme.ts';
import { readSettings } from '../lib/settings.ts';

/** The CDK app: `npx cdk deploy --all -c city=seoul -c stage=prod`. */
const app = new App();
const programme = readSettings((name) => app.node.tryGetContext(name));
await build(programme.city.id);
deployProgramme(app, programme);
app.synth();
