import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["node_modules/", "dev/out/"] },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2024, sourceType: "module", globals: globals.browser },
    rules: {
      "array-callback-return": "error",
      curly: ["error", "multi-line"],
      eqeqeq: "error",
      "no-console": "error",
      "no-implicit-coercion": ["error", { boolean: false }],
      "no-param-reassign": "error",
      "no-shadow": "error",
      "no-unused-vars": ["error", { args: "after-used" }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-template": "error",
    },
  },
  { files: ["build.mjs", "eslint.config.js", "dev/page.js", "test/**"], languageOptions: { globals: globals.node } },
];
