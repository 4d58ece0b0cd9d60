export default {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  extensionsToTreatAsEsm: [".ts"],
  transform: { "\\.ts$": ["@swc/jest", { jsc: { target: "es2023" }, sourceMaps: "inline" }] },
  // jest leaves a core free, but the engine's tests wait most of the time
  maxWorkers: "100%",
  reporters: ["default", "<rootDir>/tools/jest-closing-line.mjs"],
};
