export default {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  extensionsToTreatAsEsm: [".ts"],
  transform: { "\\.ts$": ["@swc/jest", { jsc: { target: "es2023" }, sourceMaps: "inline" }] },
  // for a machine that several runs of the tests share; a test that takes longer by itself is slow, and says how long it may take
  testTimeout: 60_000,
  // jest leaves a core free, but the engine's tests wait most of the time
  maxWorkers: "100%",
  // Only with --coverage: `npm test -- --fast --coverage`, as CI runs it. What runs in child processes and threads (the
  // command line, the program under the engine, the plugins of the sandbox) does not count.
  // babel, since it counts statements and every branch; v8 counts comments and types as covered lines, and no branch of
  // a function that is never called. It takes half as much processor time again, v8 a third.
  coverageProvider: "babel",
  collectCoverageFrom: ["src/**/*.ts", "sandbox/**/*.ts", "tools/*.ts"],
  coverageReporters: ["text-summary"],
  // What was reached, rounded down; never lowered.
  coverageThreshold: {
    "./src/": { lines: 97, branches: 90 },
    "./sandbox/": { lines: 94, branches: 86 },
    "./tools/": { lines: 69, branches: 42 },
  },
  reporters: ["default", "<rootDir>/tools/jest-closing-line.mjs"],
};
