"""Names: the elements and attributes that a drawing may have.

They are those of SVG 2 and of what drawing programs still write of SVG 1.1, without what runs
(`script`, handlers), holds another language (`foreignObject`) or plays (`audio`, `video`).
"""

_ELEMENTS = """
a circle clipPath defs desc ellipse filter g image line linearGradient marker mask path pattern
polygon polyline radialGradient rect stop style svg switch symbol text textPath title tspan use
view
animate animateMotion animateTransform mpath set
feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight
feSpecularLighting feSpotLight feTile feTurbulence
"""
ELEMENTS = frozenset(_ELEMENTS.split())

# What programs keep for themselves; no reader misses it.
SILENT = frozenset({"metadata"})

# Elements that may hold a picture with all its bytes in its address.
PICTURES = frozenset({"image", "feImage"})

# These are words for people or names within the drawing.
_FREE_TEXT = """
id class lang xml:lang xml:space role systemLanguage requiredFeatures requiredExtensions
aria-describedby aria-hidden aria-label aria-labelledby aria-roledescription font-family
"""
FREE_TEXT = frozenset(_FREE_TEXT.split())

_ATTRIBUTES = """
version viewBox preserveAspectRatio width height x y x1 x2 y1 y2 cx cy r rx ry fx fy fr d points
transform pathLength dx dy rotate textLength lengthAdjust startOffset method spacing side path

alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation
color-interpolation-filters color-rendering cursor direction display dominant-baseline
enable-background fill fill-opacity fill-rule filter flood-color flood-opacity font font-kerning
font-size font-size-adjust font-stretch font-style font-variant font-weight
glyph-orientation-horizontal glyph-orientation-vertical image-rendering isolation kerning
letter-spacing lighting-color line-height marker marker-end marker-mid marker-start mask
mask-type mix-blend-mode opacity overflow paint-order pointer-events shape-rendering stop-color
stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
stroke-miterlimit stroke-opacity stroke-width text-align text-anchor text-decoration
text-overflow text-rendering transform-box transform-origin unicode-bidi vector-effect
visibility white-space word-spacing writing-mode

clipPathUnits gradientTransform gradientUnits spreadMethod offset markerHeight markerUnits
markerWidth orient refX refY maskContentUnits maskUnits patternContentUnits patternTransform
patternUnits

amplitude azimuth baseFrequency bias diffuseConstant divisor edgeMode elevation exponent
filterRes filterUnits in in2 intercept k1 k2 k3 k4 kernelMatrix kernelUnitLength
limitingConeAngle mode numOctaves operator order pointsAtX pointsAtY pointsAtZ preserveAlpha
primitiveUnits radius result scale seed slope specularConstant specularExponent stdDeviation
stitchTiles surfaceScale tableValues targetX targetY type values xChannelSelector
yChannelSelector z

accumulate additive attributeName attributeType begin by calcMode dur end from keyPoints
keySplines keyTimes max min origin repeatCount repeatDur restart to

media
"""
ATTRIBUTES = frozenset(_ATTRIBUTES.split())

# What an animation may change: nothing that names another thing.
ANIMATED = ATTRIBUTES - {
    "attributeName",
    "attributeType",
    "begin",
    "by",
    "end",
    "from",
    "to",
    "type",
}
