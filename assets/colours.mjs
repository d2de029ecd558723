// DKFDS compiles its colours to fixed values. Here each becomes a custom property named after the part it plays,
// so that a municipality's colours, dark mode and forced colours need no second style sheet.
const NAMES = {
  "#f5f5f5": "gray-100",
  "#dcdcdc": "gray-200",
  "#bfbfbf": "gray-300",
  "#8e8e8e": "gray-400",
  "#707070": "gray-500",
  "#454545": "gray-600",
  "#1a1a1a": "black",
  "#cc0000": "red-700",
  white: "white",
};

const ROLES = {
  ink: { white: "on-strong", black: "ink", "gray-600": "ink-soft", "gray-500": "ink-muted", "gray-400": "line-strong", "red-700": "error" },
  surface: {
    white: "paper", black: "strong", "gray-600": "strong", "gray-500": "strong-soft", "gray-400": "line-strong",
    "gray-300": "line", "gray-200": "surface-strong", "gray-100": "surface", "red-700": "danger",
  },
  line: {
    white: "paper", black: "ink", "gray-600": "line-strong", "gray-500": "line-strong", "gray-400": "line-strong",
    "gray-300": "line", "gray-200": "line-soft", "gray-100": "surface", "red-700": "danger",
  },
};

function part(property) {
  if (property.startsWith("background")) return ROLES.surface;
  if (property.startsWith("border") || property.startsWith("outline") || property === "box-shadow") return ROLES.line;
  return ROLES.ink;
}

const COLOUR = new RegExp(`(?<![\\w-])(${Object.keys(NAMES).join("|")})(?![\\w-])`, "gi");

export function withCustomProperties(css) {
  return css.replace(/^(\s*)([a-z-]+): ([^;{}]+);$/gm, (line, indent, property, value) => {
    if (property.startsWith("--") || value.includes("url(")) return line;
    const recoloured = value.replace(COLOUR, (found) => {
      const name = NAMES[found.toLowerCase()];
      const role = part(property)[name];
      if (!role) throw new Error(`No part for ${name} in "${property}: ${value}"`);
      return `var(--${role})`;
    });
    return `${indent}${property}: ${recoloured};`;
  });
}
