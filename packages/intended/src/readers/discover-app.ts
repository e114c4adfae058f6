/** One app that a person would point at: a folder and the templates that start it. Paths are relative to the files' root. */
export interface DiscoveredApp {
  readonly name: string;
  /** Folder of the app, `''` for the files' root. */
  readonly root: string;
  readonly dialect: 'cloudformation' | 'sam' | 'cdk' | 'serverless-framework';
  /** What its reader starts from: templates that no other template nests, a cloud assembly's folder, or a serverless file. */
  readonly templates: readonly string[];
}
