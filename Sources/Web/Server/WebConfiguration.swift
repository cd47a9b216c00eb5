public import Service

/// How the server listens.
public struct WebConfiguration: Sendable {
    /// Where to listen. Without ``behindProxy`` only a loopback address.
    public var host: String
    /// 0 takes a free one; ``onBound`` says which.
    public var port: Int
    /// A proxy that the operator declares stands in front and speaks TLS: its `X-Forwarded-For` and `X-Forwarded-Proto` are
    /// believed, and cookies are sent over TLS alone.
    public var behindProxy: Bool
    /// Connections at once; further ones wait.
    public var maximumConnections: Int
    /// How long a sender waits for the reading before it is told where to ask again.
    public var patience: Duration
    /// The largest body at the door for carriers, and bodies at once over all connections, in bytes.
    public var largestBody: Int
    public var heldBodies: Int
    /// What is written to standard error: debug, info, warning, error or critical.
    public var logLevel: String
    /// The data are invented: said on every page.
    public var isDemonstration: Bool
    /// BCP 47 tag of the language that pages speak.
    public var language: String
    /// A folder is looked at for messages.
    public var hasInbox: Bool
    /// Called once with the address and port that the server listens on.
    public var onBound: @Sendable (_ host: String, _ port: Int) -> Void

    public init(
        host: String = "127.0.0.1", port: Int = 8_080, behindProxy: Bool = false, maximumConnections: Int = 512,
        patience: Duration = .seconds(2), largestBody: Int = 64 << 20, heldBodies: Int = 512 << 20, logLevel: String = "error",
        isDemonstration: Bool = false, language: String = "en", hasInbox: Bool = false,
        onBound: @escaping @Sendable (_ host: String, _ port: Int) -> Void = { _, _ in }
    ) {
        self.host = host
        self.port = port
        self.behindProxy = behindProxy
        self.maximumConnections = maximumConnections
        self.patience = patience
        self.largestBody = largestBody
        self.heldBodies = heldBodies
        self.logLevel = logLevel
        self.isDemonstration = isDemonstration
        self.language = language
        self.hasInbox = hasInbox
        self.onBound = onBound
    }

    /// As a unit's configuration sets it.
    public init(_ configuration: UnitConfiguration, onBound: @escaping @Sendable (_ host: String, _ port: Int) -> Void) {
        self.init(
            host: configuration.text(.host), port: configuration.number(.port), behindProxy: configuration.isTrue(.behindProxy),
            maximumConnections: configuration.number(.connections), patience: .seconds(configuration.number(.patienceSeconds)),
            largestBody: configuration.number(.bodyMebibytes) << 20, heldBodies: configuration.number(.heldMebibytes) << 20,
            logLevel: configuration.text(.logLevel), isDemonstration: configuration.isTrue(.demonstration),
            language: configuration.text(.language),
            hasInbox: configuration.path(.inbox) != nil,
            onBound: onBound)
    }
}

/// Why the server does not start; each says what to do.
public enum WebError: Error, Hashable, Sendable, CustomStringConvertible {
    case notLoopback(host: String)
    case routes(faults: [String])

    public var description: String {
        switch self {
        case .notLoopback(let host):
            "\(host) is no loopback address: listen on 127.0.0.1, or declare the proxy in front with --behind-proxy"
        case .routes(let faults): "refusing to start, since routes do not say who may use them:\n  " + faults.joined(separator: "\n  ")
        }
    }
}
