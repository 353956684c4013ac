"""What an SVG that is a picture is made of: https://www.w3.org/TR/SVG2/

Not on the lists: scripts, events, links, animation, other documents, pictures within the picture, fonts.
"""


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What drawing programs leave in their files. No browser does anything with it.
NOTES = {
    "http://www.inkscape.org/namespaces/inkscape",
    "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/",
    "http://purl.org/dc/elements/1.1/",
    "http://www.bohemiancoding.com/sketch/ns",
    "http://ns.adobe.com/AdobeIllustrator/10.0/",
    "http://www.serif.com/",
    "http://vectornator.io",
}
ELEMENTS = _listed("""
    svg g defs symbol use title desc metadata style path rect circle ellipse line polyline polygon
    text tspan textPath linearGradient radialGradient stop pattern clipPath mask marker filter
    feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
    feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting
    feSpotLight feTile feTurbulence
""")
# Text for people and programs, in which brackets mean nothing.
WORDS = _listed("id class lang role version baseProfile enable-background")
ATTRIBUTES = WORDS | _listed("""
    x y x1 x2 y1 y2 cx cy r rx ry fx fy fr dx dy d points width height viewBox preserveAspectRatio
    transform style pathLength rotate textLength lengthAdjust startOffset method spacing side offset
    gradientUnits gradientTransform spreadMethod patternUnits patternContentUnits patternTransform
    clipPathUnits maskUnits maskContentUnits markerUnits markerWidth markerHeight refX refY orient
    filterUnits primitiveUnits in in2 result mode type values tableValues slope intercept amplitude
    exponent operator k1 k2 k3 k4 order kernelMatrix divisor bias targetX targetY edgeMode
    kernelUnitLength preserveAlpha surfaceScale diffuseConstant specularConstant specularExponent
    scale xChannelSelector yChannelSelector azimuth elevation z pointsAtX pointsAtY pointsAtZ
    limitingConeAngle stdDeviation radius baseFrequency numOctaves seed stitchTiles media
    alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation
    color-interpolation-filters color-rendering direction display dominant-baseline fill
    fill-opacity fill-rule filter flood-color flood-opacity font-family font-size font-size-adjust
    font-stretch font-style font-variant font-weight image-rendering isolation letter-spacing
    lighting-color marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity overflow
    paint-order shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset
    stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor
    text-decoration text-rendering transform-box transform-origin unicode-bidi vector-effect
    visibility white-space word-spacing writing-mode
    pointer-events text-orientation
""")
# Of style sheets and values; in small letters.
FUNCTIONS = _listed("""
    url rgb rgba hsl hsla oklch oklab lab lch color calc min max clamp var matrix matrix3d translate
    translatex translatey translate3d scale scalex scaley scale3d rotate rotatex rotatey rotate3d
    skew skewx skewy perspective blur brightness contrast drop-shadow grayscale hue-rotate invert
    opacity saturate sepia not is where nth-child nth-of-type cubic-bezier
""")
