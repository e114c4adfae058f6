// One template through cdk-nag, as a CDK app that only includes it would do. Started by `run.ts`.
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';

const [templateFile, outdir] = process.argv.slice(2);
const app = new App({ outdir });
const stack = new Stack(app, 'Included');
export const included = new CfnInclude(stack, 'Template', { templateFile });
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
