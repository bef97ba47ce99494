/**
 * A map that the user brings along (GeoJSON). The product ships none: borders on a published map need a review, and who loads one answers for
 * it. It is read in the browser, drawn, and kept there until it is dropped.
 */

export interface Shape {
  /** Code of the division, where the file says one. */
  code?: string;
  name: string;
  /** The outline as a path of SVG. */
  path: string;
  /** Where its name stands. */
  x: number;
  y: number;
}

export interface GeoMap {
  shapes: Shape[];
  width: number;
  height: number;
}

const WIDTH = 1000;
const BYTES_MAX = 20_000_000;

type Point = [number, number];
type Ring = Point[];

export class GeoError extends Error {}

/** Reads a collection of outlines. Throws a `GeoError` where it is none. */
export function readGeo(text: string): GeoMap {
  if (text.length > BYTES_MAX) throw new GeoError('large');
  const features = featuresOf(text);
  const outlines = features
    .map(({ properties, geometry }) => ({ properties: properties ?? {}, rings: ringsOf(geometry) }))
    .filter(({ rings }) => rings.length > 0);
  if (outlines.length === 0) throw new GeoError('empty');
  const project = projection(outlines.flatMap(({ rings }) => rings.flat()));
  const shapes = outlines.map(({ properties, rings }) => {
    const drawn = rings.map((ring) => ring.map(project.point));
    const largest = drawn.reduce((one, other) => (other.length > one.length ? other : one));
    return {
      code: codeOf(properties),
      name: String(properties.name ?? properties.NAME ?? ''),
      path: drawn.map((ring) => `M${ring.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`).join(''),
      x: middle(largest.map(([x]) => x)),
      y: middle(largest.map(([, y]) => y)),
    };
  });
  return { shapes, width: WIDTH, height: Math.ceil(project.height) };
}

interface Feature {
  properties?: Record<string, unknown>;
  geometry?: { type?: string; coordinates?: unknown };
}

function featuresOf(text: string): Feature[] {
  try {
    const read = JSON.parse(text) as { type?: string; features?: Feature[] };
    if (read.type === 'FeatureCollection' && Array.isArray(read.features)) return read.features;
  } catch {
    // What is no JSON is no map either.
  }
  throw new GeoError('form');
}

function ringsOf(geometry: Feature['geometry']): Ring[] {
  const coordinates = geometry?.coordinates;
  if (!Array.isArray(coordinates)) return [];
  const polygons = geometry?.type === 'MultiPolygon' ? (coordinates as Ring[][]) : geometry?.type === 'Polygon' ? [coordinates as Ring[]] : [];
  return polygons.flat().filter((ring) => Array.isArray(ring) && ring.length > 2 && ring.every(([x, y]) => Number.isFinite(x) && Number.isFinite(y)));
}

/** `430100` of a city and `43` of a province are the codes of the register without the zeros that fill them up. */
function codeOf(properties: Record<string, unknown>): string | undefined {
  const code = String(properties.adcode ?? properties.code ?? properties.id ?? '');
  return /^\d{2,12}$/.test(code) ? code.replace(/(00)+$/, '') : undefined;
}

/** Degrees onto a plane: lengths to the east shrink with the latitude, north is up. */
function projection(points: readonly Point[]): { point: (at: Point) => Point; height: number } {
  const [west, east] = range(points.map(([x]) => x));
  const [south, north] = range(points.map(([, y]) => y));
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = WIDTH / Math.max((east - west) * narrow, Number.EPSILON);
  return { point: ([x, y]) => [(x - west) * narrow * scale, (north - y) * scale], height: (north - south) * scale };
}

/** The least and the greatest. An outline has more points than a function takes values. */
const range = (values: readonly number[]): Point =>
  values.reduce(([least, most], value) => [Math.min(least, value), Math.max(most, value)] as Point, [Infinity, -Infinity] as Point);

function middle(values: readonly number[]): number {
  const [least, most] = range(values);
  return (least + most) / 2;
}

/** The outline of a division: by its code, otherwise by its name. */
export function shapeOf(map: GeoMap, division: { code: string; name: string }): Shape | undefined {
  return map.shapes.find(({ code }) => code === division.code) ?? map.shapes.find(({ name }) => name !== '' && name === division.name);
}
